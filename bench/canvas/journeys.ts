import type { JourneyEdge, JourneyNode, Position } from "../../src-shared/journey/schema.ts";

/** A journey as large as one likes, as a document that compiles, and its steps as plain nodes. */
export interface Drawing {
  document: object;
  nodes: { id: string; name: string; at: Position }[];
  edges: JourneyEdge[];
}

const columns = 10;

/** One trigger and a fork into ten columns of waits and messages, `count` steps in all, laid out in rows. */
export function drawing(id: string, count: number): Drawing {
  const arms = Array.from({ length: columns - 1 }, (_, at) => ({
    id: `arm${at}`,
    name: `Plan ${at}`,
    when: { attr: "plan", op: "eq", value: `p${at}` },
  }));
  const nodes: JourneyNode[] = [
    { id: "start", kind: "trigger", name: "Booked", params: { on: "event", event: "booked" } },
    { id: "fork", kind: "branch", name: "Which plan", params: { arms } },
  ];
  const layout: Record<string, Position> = { start: { x: 1170, y: 0 }, fork: { x: 1170, y: 150 } };
  const edges: JourneyEdge[] = [{ from: "start", port: "next", to: "fork" }];
  const last = new Map<number, string>();
  for (let at = 0; nodes.length < count; at += 1) {
    const column = at % columns;
    const row = Math.floor(at / columns);
    const step = stepAt(at, row);
    nodes.push(step);
    layout[step.id] = { x: column * 260, y: 330 + row * 150 };
    const before = last.get(column);
    edges.push(
      before === undefined
        ? { from: "fork", port: arms[column]?.id ?? "else", to: step.id }
        : { from: before, port: "next", to: step.id },
    );
    last.set(column, step.id);
  }
  return {
    document: {
      format: "parcours.journey",
      formatVersion: 1,
      id,
      name: `${count} steps`,
      nodes,
      edges,
      layout,
    },
    nodes: nodes.map(({ id: each, name = each }) => ({ id: each, name, at: layout[each] ?? { x: 0, y: 0 } })),
    edges,
  };
}

function stepAt(at: number, row: number): JourneyNode {
  const id = `s${at}`;
  const name = `Step ${at}`;
  switch (row % 3) {
    case 0:
      return { id, kind: "wait", name, params: { for: "duration", duration: "P1D" } };
    case 1:
      return {
        id,
        kind: "push",
        name,
        params: { title: "Your trip, {{ person.firstName | default: 'you' }}", body: "Pick a seat" },
      };
    default:
      return {
        id,
        kind: "email",
        name,
        params: { subject: "Your seat", body: { text: "It is held until noon." } },
      };
  }
}
