import { ActionIcon, TextInput, Tooltip } from "@mantine/core";
import { useThrottledValue } from "@mantine/hooks";
import { Copy, Trash2 } from "lucide-react";
import { memo, useDeferredValue, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { valueAt, withValueAt, type Place } from "../../src-shared/journey/place.ts";
import type { JourneyNode } from "../../src-shared/journey/schema.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { describeProblem } from "../../src-shared/problems.ts";
import { useLocale } from "../app/i18n.ts";
import { duplicateSelected, removeSelected } from "../canvas/selection.ts";
import { paramPathOf, problemsOfNode } from "../canvas/node-problems.ts";
import { MappingFacts } from "../canvas/mapping/MappingFacts.tsx";
import { viewOf } from "../canvas/node-view.ts";
import { useBuilder, useBuilderStore } from "../canvas/store.ts";
import { PreviewButton } from "../preview/PreviewButton.tsx";
import { KindIcon } from "../ui/KindIcon.tsx";
import { Fields } from "./FieldView.tsx";
import { JsonInput } from "./fields/JsonInput.tsx";
import { FormContext, isWithin, mergeKey, type Form } from "./form-context.ts";
import { formOf, type Field } from "./form-model.ts";
import { GoesOnTo } from "./GoesOnTo.tsx";
import { StepInstants } from "./StepInstants.tsx";
import { useParts } from "./use-parts.ts";

/** Where the fields of the form itself are. */
const FORM: Place = [];
/** How often what tells of the step is drawn anew while somebody types (ms). */
const TOLD_MS = 200;
/** What comes below the fields. */
const BELOW = ["instants", "ways", "mapping", "about"] as const;

/** Name, params and ways on of the selected step. */
export function StepInspector({ node }: { node: JourneyNode }) {
  const { t } = useTranslation("inspector");
  const locale = useLocale();
  const { kind, kindName, title } = viewOf(node, locale);
  // A letter comes first; what only tells of the step follows in the next free moment, a few times a second.
  const told = useDeferredValue(useThrottledValue(node, TOLD_MS));
  const isSameMapping = told["mapping"] === node["mapping"];
  const fields = useMemo(() => (kind === undefined ? [] : formOf(kind.params)), [kind]);
  const drawn = useParts(node.id, Math.max(fields.length, 1) + BELOW.length);
  const shown = useMemo(() => fields.slice(0, drawn), [fields, drawn]);
  const isDrawn = (part: (typeof BELOW)[number]) => drawn > Math.max(fields.length, 1) + BELOW.indexOf(part);
  const form = useStepForm(node, fields);
  const loose = form.problems.filter(({ path }) => !shownBy(fields, path));
  return (
    <FormContext value={form}>
      <header className="inspector-head">
        <KindIcon kind={node.kind} group={kind?.group} size={30} />
        <div>
          <span className="step-kind">{kindName}</span>
          <h2>{title}</h2>
        </div>
        <StepTools hasMessage={kind?.message !== undefined} />
      </header>
      <div className="inspector-body">
        {loose.map(({ problem }, index) => (
          <p key={index} className="inspector-loose" data-severity={problem.severity}>
            {describeProblem(problem, locale).message} {describeProblem(problem, locale).hint}
          </p>
        ))}
        <StepName id={node.id} name={node.name} placeholder={kindName} />
        {kind === undefined && drawn > 0 && (
          <>
            <p className="inspector-help">{t("unknown")}</p>
            <JsonInput
              label={t("params")}
              value={node.params}
              onChange={(value) => form.set([], value ?? {})}
            />
          </>
        )}
        {drawn > 0 && <Fields fields={shown} place={FORM} />}
        {isDrawn("instants") && <StepInstants node={told} />}
        {isDrawn("ways") && <GoesOnTo node={told} />}
        {isDrawn("mapping") && <MappingFacts node={isSameMapping ? told : node} />}
        {isDrawn("about") && kind !== undefined && (
          <section className="inspector-part">
            <h3>{t("about")}</h3>
            <p className="inspector-help">{kind.texts[locale].help}</p>
            <p className="inspector-help">
              <code>{node.id}</code>
            </p>
          </section>
        )}
      </div>
    </FormContext>
  );
}

interface NameProps {
  id: string;
  name: string | undefined;
  placeholder: string;
}

const StepName = memo(function StepName({ id, name = "", placeholder }: NameProps) {
  const { t } = useTranslation("inspector");
  const store = useBuilderStore();
  return (
    <div className="field" data-path="">
      <TextInput
        label={t("stepName")}
        placeholder={placeholder}
        value={name}
        data-testid="step-name"
        onChange={({ currentTarget: { value } }) =>
          store.getState().run({ do: "rename", node: id, name: value || undefined }, `name ${id}`)
        }
      />
    </div>
  );
});

/** What can be done with the step as a whole. */
const StepTools = memo(function StepTools({ hasMessage }: { hasMessage: boolean }) {
  const { t } = useTranslation("inspector");
  const store = useBuilderStore();
  return (
    <>
      {hasMessage && <PreviewButton />}
      <Tooltip label={`${t("duplicate")} · Ctrl D`}>
        <ActionIcon aria-label={t("duplicate")} onClick={() => duplicateSelected(store)}>
          <Copy size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t("delete")}>
        <ActionIcon aria-label={t("delete")} data-testid="delete-step" onClick={() => removeSelected(store)}>
          <Trash2 size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  );
});

/** The form of a step's params; the same one while neither they nor their problems change. */
function useStepForm({ id, kind: kindId, params }: JourneyNode, fields: readonly Field[]): Form {
  const locale = useLocale();
  const store = useBuilderStore();
  const problems = useBuilder((state) => problemsOfNode(state.problems, id));
  const kind = kindOf(kindId);
  // The same ones while only params change, so that a field without any is not drawn for them.
  const found = useMemo(
    () =>
      problems.flatMap((problem) => {
        const path = paramPathOf(problem);
        return path === undefined ? [] : [{ path, problem }];
      }),
    [problems],
  );
  return useMemo(() => {
    /** What the schema fills in for a first key the document leaves out: editing inside of it must write all of it. */
    const whole = ([first]: Place): unknown =>
      first === undefined || Object.hasOwn(params, first) ? undefined : fallbackOf(fields, String(first));
    return {
      id,
      texts: kind?.texts[locale].fields ?? {},
      nodeId: id,
      ...(kind === undefined ? {} : { group: kind.group }),
      problems: found,
      valueAt: (place) => {
        const filled = place.length > 1 ? whole(place) : undefined;
        return filled === undefined ? valueAt(params, place) : valueAt(filled, place.slice(1));
      },
      set: (place, value, { merge, dropPorts = [] } = {}) => {
        const filled = place.length > 1 ? whole(place) : undefined;
        const change =
          filled === undefined
            ? { place, value }
            : { place: place.slice(0, 1), value: withValueAt(filled, place.slice(1), value) };
        const { journey, run } = store.getState();
        const dropped = journey.edges.filter(({ from, port }) => from === id && dropPorts.includes(port));
        const command = { do: "set-params" as const, node: id, ...change };
        if (dropped.length === 0) run(command, mergeKey(id, place, merge));
        else run({ do: "batch", commands: [{ do: "disconnect", edges: dropped }, command] });
      },
    };
  }, [id, params, fields, kind, locale, found, store]);
}

function fallbackOf(fields: readonly Field[], key: string): unknown {
  for (const field of fields) {
    if (field.key === key) return field.fallback;
    if (field.type !== "variants") continue;
    for (const variant of field.variants) {
      const inner = fallbackOf(variant.fields, key);
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}

/** Whether some field of the form shows the problems of a path. */
function shownBy(fields: readonly Field[], path: string): boolean {
  return fields.some(
    (field) =>
      isWithin(path, field.key) ||
      (field.type === "variants" && field.variants.some((variant) => shownBy(variant.fields, path))),
  );
}
