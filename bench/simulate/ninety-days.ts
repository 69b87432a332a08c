const steps = 60;
const rowHeight = 150;
const columns = 6;

/** A journey of 60 steps through which somebody takes 90 days: a wait of three days, a message, and so on. */
export function ninetyDays(id: string): object {
  const nodes = Array.from({ length: steps }, (_, at) => {
    const step = `s${at}`;
    const name = `Step ${at}`;
    if (at === 0) return { id: step, kind: "trigger", name, params: { on: "event", event: "begin" } };
    return at % 2 === 1
      ? { id: step, kind: "wait", name, params: { for: "duration", duration: "P3D" } }
      : {
          id: step,
          kind: "push",
          name,
          params: { title: `${name}, {{ person.firstName | default: 'you' }}` },
        };
  });
  const edges = nodes.slice(1).map(({ id: to }, at) => ({ from: `s${at}`, port: "next", to }));
  const layout = Object.fromEntries(
    nodes.map((node, at) => [node.id, { x: (at % columns) * 260, y: Math.floor(at / columns) * rowHeight }]),
  );
  return {
    ...{ format: "parcours.journey", formatVersion: 1, id, name: "Ninety days" },
    settings: { class: "service" },
    ...{ nodes, edges, layout },
  };
}
