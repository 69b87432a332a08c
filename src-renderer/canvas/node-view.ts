import type { Port } from "../../src-shared/nodes/define.ts";
import { kindOf, type AnyKind } from "../../src-shared/nodes/registry.ts";
import type { Journey, JourneyNode } from "../../src-shared/journey/schema.ts";
import type { Locale } from "../../src-shared/problems.ts";

/** A step as the canvas shows it, whatever state its params are in. */
interface NodeView {
  kind: AnyKind | undefined;
  /** The name given, else the kind's. */
  title: string;
  kindName: string;
  summary: string;
  ports: Port[];
}

const views = new WeakMap<JourneyNode, Partial<Record<Locale, NodeView>>>();

/** Asks the definition how a step looks. Nodes are immutable, so each is asked once per language. */
export function viewOf(node: JourneyNode, locale: Locale): NodeView {
  const known = views.get(node) ?? {};
  const view = known[locale] ?? makeView(node, locale);
  views.set(node, { ...known, [locale]: view });
  return view;
}

function makeView(node: JourneyNode, locale: Locale): NodeView {
  const kind = kindOf(node.kind);
  const name = node.name?.trim() ?? "";
  if (kind === undefined)
    return { kind, title: name || node.id, kindName: node.kind, summary: "", ports: [] };
  const kindName = kind.texts[locale].name;
  const read = kind.params.safeParse(node.params);
  // A half-typed value must not make the ways out disappear: those of a fresh step stand in.
  const params = read.success ? read.data : kind.params.safeParse(kind.starter(locale)).data;
  return {
    kind,
    title: name || kindName,
    kindName,
    summary: read.success ? kind.summary(read.data, locale) : "",
    ports: params === undefined ? [] : kind.ports(params),
  };
}

/** Ports of a step and those its edges still name, so that no edge hangs in the air while an arm is being changed. */
export function portsShown(node: JourneyNode, journey: Journey, locale: Locale): Port[] {
  const { ports } = viewOf(node, locale);
  const lost = journey.edges
    .filter((edge) => edge.from === node.id && !ports.some((port) => port.id === edge.port))
    .map((edge) => edge.port);
  return [
    ...ports,
    ...[...new Set(lost)].map((id): Port => ({ id, role: "arm", label: { en: `${id} ?`, fr: `${id} ?` } })),
  ];
}
