import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { JourneyNode } from "../../src-shared/journey/schema.ts";
import { KINDS, kindOf } from "../../src-shared/nodes/registry.ts";
import { useLocale } from "../app/i18n.ts";
import { addStep, clearPort, connectPort, refusalOf } from "../canvas/edits.ts";
import { portsShown, viewOf } from "../canvas/node-view.ts";
import { freePlace, positionsOf, STEP_DOWN } from "../canvas/placement.ts";
import { useBuilder, useBuilderStore } from "../canvas/store.ts";

const newStep = "new ";

/** Where each way out leads: connecting without a mouse. */
export function GoesOnTo({ node }: { node: JourneyNode }) {
  const { t } = useTranslation("inspector");
  const locale = useLocale();
  const store = useBuilderStore();
  const journey = useBuilder((state) => state.journey);
  const ports = portsShown(node, journey, locale);
  if (ports.length === 0) return null;
  const targets = journey.nodes
    .filter(({ id }) => refusalOf(journey, node.id, id) === undefined)
    .map((target) => ({ value: `to ${target.id}`, label: viewOf(target, locale).title }));

  const go = (port: string, choice: string) => {
    const { run, select } = store.getState();
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
            data={[
              { value: "", label: t("goesOn.nothing") },
              ...targets,
              ...KINDS.filter(({ acceptsEdges }) => acceptsEdges).map((kind) => ({
                value: `${newStep}${kind.kind}`,
                label: t("goesOn.newStep", { name: kind.texts[locale].name }),
              })),
            ]}
            onChange={(event) => go(port.id, event.currentTarget.value)}
          />
        );
      })}
    </section>
  );
}
