import type { KnownFact } from "../../../src-shared/compile/known.ts";
import type { Condition } from "../../../src-shared/conditions/schema.ts";
import type { FactKey } from "../../../src-shared/conditions/sides.ts";
import { useForm } from "../form-context.ts";
import {
  useAttributes,
  useEntryProperties,
  useEventNames,
  useProperties,
  useSegments,
} from "../known-names.ts";
import { useSteps } from "../known-steps.ts";
import { freshLeaf, type Subject } from "./leaf-model.ts";

const named = (name: string, ...types: KnownFact["types"]): KnownFact => ({ name, types });

/** The facts a side of a comparison can name, by its key, with their types as data has them. */
export function useFacts(of: FactKey, event: string | undefined): readonly KnownFact[] {
  const attributes = useAttributes();
  const properties = useProperties(event);
  const entry = useEntryProperties();
  const { surveys } = useSteps();
  const own = [named("name", "text"), named("timestamp", "date")];
  const inside = (facts: readonly KnownFact[]) =>
    facts.map((fact) => ({ ...fact, name: `properties.${fact.name}` }));
  switch (of) {
    case "attr":
      return attributes;
    case "prop":
      return properties;
    case "event":
      return [...inside(properties), ...own];
    case "entry":
      return [...inside(entry), ...own];
    case "answer":
      return [...new Set([...surveys.map(({ value }) => value), "nps", "csat"])].map((name) => named(name));
    case "var":
      return [];
  }
}

/** Makes fresh leaves that name something data has, where it has anything. */
export function useFresh(event: string | undefined): (subject: Subject) => Condition {
  const form = useForm();
  const { surveys, messages } = useSteps();
  const [attribute] = useAttributes();
  const [property] = useProperties(event);
  const [entry] = useEntryProperties();
  const [name] = useEventNames();
  const [segment] = useSegments();
  const survey = form.group === "listen" ? form.nodeId : surveys[0]?.value;
  return (subject) =>
    freshLeaf(subject, {
      survey,
      message: messages[0]?.value,
      attribute: attribute?.types.length === 0 ? undefined : attribute?.name,
      property: property?.name,
      entry: entry === undefined ? undefined : `properties.${entry.name}`,
      event: name,
      segment,
    });
}
