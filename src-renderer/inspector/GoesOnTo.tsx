import { NativeSelect } from "@mantine/core";
import { memo, useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Journey, JourneyNode } from "../../src-shared/journey/schema.ts";
import { KINDS, kindOf } from "../../src-shared/nodes/registry.ts";
import type { Locale } from "../../src-shared/problems.ts";
import { useLocale } from "../app/i18n.ts";
import { addStep, clearPort, connectPort } from "../canvas/edits.ts";
import { portsShown, titleOf } from "../canvas/node-view.ts";
import { freePlace, positionsOf, STEP_DOWN } from "../canvas/placement.ts";
import { useBuilder, useBuilderStore } from "../canvas/store.ts";

const newStep = "new ";

/** Where each way out leads: connecting without a mouse. */
export function GoesOnTo({ node }: { node: JourneyNode }) {
  const journey = useBuilder((state) => state.journey);
  // Names of steps change while somebody types: the letter comes first. What was connected is there at once.
  const before = useDeferredValue(journey);
  return <Ways node={node} journey={before.edges === journey.edges ? before : journey} />;
}

const Ways = memo(function Ways({ node, journey }: { node: JourneyNode; journey: Journey }) {
  const { t } = useTranslation("inspector");
  const locale = useLocale();
  const store = useBuilderStore();
  // All steps for all ways out are thousands of lines in a large journey: only the field in use lists them.
  const [asked, setAsked] = useState<string>();
  const ports = portsShown(node, journey, locale);
  if (ports.length === 0) return null;
  const choicesOf = (port: string, to: string | undefined) => {
    if (asked !== port) return to === undefined ? [] : [choiceOf(journey, to, locale)];
    return [
      ...journey.nodes
        .filter(({ id, kind }) => id !== node.id && kindOf(kind)?.acceptsEdges !== false)
        .map(({ id }) => choiceOf(journey, id, locale)),
      ...KINDS.filter(({ acceptsEdges }) => acceptsEdges).map((kind) => ({
        value: `${newStep}${kind.kind}`,
        label: t("goesOn.newStep", { name: kind.texts[locale].name }),
      })),
    ];
  };

  const go = (port: string, choice: string) => {
    // As it is now, not as it is shown.
    const { journey, run, select } = store.getState();
    if (choice === "") return run(clearPort(journey, node.id, port));
    if (!choice.startsWith(newStep))
      return run(connectPort(journey, { from: node.id, port, to: choice.slice(3) }));
    const kind = kindOf(choice.slice(newStep.length));
    if (kind === undefined) return;
    const places = positionsOf(journey);
    const here = places.get(node.id) ?? { x: 0, y: 0 };
    const added = addStep(
      journey,
      kind,
      freePlace({ x: here.x, y: here.y + STEP_DOWN }, places.values()),
      locale,
    );
    run({
      do: "batch",
      commands: [added.command, connectPort(journey, { from: node.id, port, to: added.id })],
    });
    select([added.id]);
  };

  return (
    <section className="inspector-part" aria-label={t("goesOn.title")}>
      <h3>{t("goesOn.title")}</h3>
      {ports.map((port) => {
        const edge = journey.edges.find(({ from, port: by }) => from === node.id && by === port.id);
        return (
          <NativeSelect
            key={port.id}
            label={port.label[locale]}
            data-testid={`goes-on-${port.id}`}
            className="goes-on"
            value={edge === undefined ? "" : `to ${edge.to}`}
            data={[{ value: "", label: t("goesOn.nothing") }, ...choicesOf(port.id, edge?.to)]}
            onFocus={() => setAsked(port.id)}
            onPointerDown={() => setAsked(port.id)}
            onChange={(event) => go(port.id, event.currentTarget.value)}
          />
        );
      })}
    </section>
  );
});

/** A step as a line to choose. */
function choiceOf({ nodes }: Journey, id: string, locale: Locale): { value: string; label: string } {
  return { value: `to ${id}`, label: titleOf(nodes, id, locale) ?? id };
}
