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
  const known = views.get(node);
  const seen = known?.[locale];
  if (seen !== undefined) return seen;
  const view = makeView(node, locale);
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
  const used = usedPorts(journey.edges).get(node.id) ?? none;
  return [...ports, ...used.filter((id) => !ports.some((port) => port.id === id)).map(lostPort)];
}

/** Ports that edges of a step name and the step does not have any more; always the same list while that is so. */
export function lostPortsOf(
  node: JourneyNode,
  journey: Pick<Journey, "edges">,
  locale: Locale,
): readonly string[] {
  const { ports } = viewOf(node, locale);
  const used = usedPorts(journey.edges).get(node.id) ?? none;
  return used.every((id) => ports.some((port) => port.id === id))
    ? none
    : used.filter((id) => !ports.some((port) => port.id === id));
}

/** A port that is not there any more, as it is shown. */
export function lostPort(id: string): Port {
  return { id, role: "arm", label: { en: `${id} ?`, fr: `${id} ?` } };
}

const none: readonly string[] = [];
const byIds = new WeakMap<Journey["nodes"], ReadonlyMap<string, JourneyNode>>();

/** The title of one of many steps, by an index that is made once for each list; undefined for a step that is not there. */
export function titleOf(nodes: Journey["nodes"], id: string, locale: Locale): string | undefined {
  let byId = byIds.get(nodes);
  if (byId === undefined) {
    byId = new Map(nodes.map((each) => [each.id, each]));
    byIds.set(nodes, byId);
  }
  const node = byId.get(id);
  return node === undefined ? undefined : viewOf(node, locale).title;
}

const usedBy = new WeakMap<Journey["edges"], ReadonlyMap<string, readonly string[]>>();

/** The ports by which edges leave each step, once for each list of edges. */
function usedPorts(edges: Journey["edges"]): ReadonlyMap<string, readonly string[]> {
  const known = usedBy.get(edges);
  if (known !== undefined) return known;
  const ports = new Map<string, string[]>();
  for (const { from, port } of edges) {
    const list = ports.get(from);
    if (list === undefined) ports.set(from, [port]);
    else if (!list.includes(port)) list.push(port);
  }
  usedBy.set(edges, ports);
  return ports;
}
