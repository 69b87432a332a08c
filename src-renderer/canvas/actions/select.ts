import { BoxSelect, SquareDashedMousePointer } from "lucide-react";
import type { Action } from "../../actions/action.ts";
import type { Desk } from "../desk.ts";
import { edgeId } from "../flow.ts";
import { edgeBeside, neighbour } from "../neighbours.ts";
import { readingOrder } from "../placement.ts";
import { hasSteps, isSomethingSelected, onlyEdge, onlyStep } from "./chosen.ts";

const group = "select";

const arrows = [
  ["up", "ArrowUp", { x: 0, y: -1 }],
  ["down", "ArrowDown", { x: 0, y: 1 }],
  ["left", "ArrowLeft", { x: -1, y: 0 }],
  ["right", "ArrowRight", { x: 1, y: 0 }],
] as const;

/** What is chosen, and going from step to step by keys. */
export const SELECT_ACTIONS: readonly Action<Desk>[] = [
  {
    id: "select-all",
    group,
    icon: BoxSelect,
    keys: ["Mod+A"],
    where: "canvas",
    when: hasSteps,
    run: ({ store, t }) => {
      const { journey, select, say } = store.getState();
      select(
        journey.nodes.map(({ id }) => id),
        journey.edges.map(edgeId),
        journey.notes.map(({ id }) => id),
      );
      say(t("said.selected", { count: journey.nodes.length }));
    },
  },
  {
    id: "select-none",
    group,
    icon: SquareDashedMousePointer,
    keys: ["Escape"],
    where: "canvas",
    when: isSomethingSelected,
    run: ({ store }) => store.getState().select([]),
  },
  ...arrows.map(([name, key, arrow]): Action<Desk> => ({
    id: `go-${name}`,
    group,
    keys: [key],
    keysOnly: true,
    where: "canvas",
    when: hasSteps,
    run: (desk) => {
      const { journey } = desk.store.getState();
      const from = onlyStep(desk);
      const edge = onlyEdge(desk);
      if (edge !== undefined) return goTo(desk, arrow.y < 0 || arrow.x < 0 ? edge.from : edge.to);
      return goTo(desk, from === undefined ? readingOrder(journey)[0] : neighbour(journey, from, arrow));
    },
  })),
  ...arrows
    .filter(([, , { x }]) => x === 0)
    .map(([name, key, { y }]): Action<Desk> => ({
      id: `edge-${name}`,
      group,
      keys: [`Shift+${key}`],
      keysOnly: true,
      where: "canvas",
      when: (desk) => onlyStep(desk) !== undefined || onlyEdge(desk) !== undefined,
      run: (desk) => {
        const { journey, select, say } = desk.store.getState();
        const edge = edgeBeside(journey, onlyStep(desk), onlyEdge(desk), y > 0 ? "out" : "in");
        if (edge === undefined) return say(desk.t("said.noEdge"));
        select([], [edgeId(edge)]);
        desk.view.focusEdge(edgeId(edge));
      },
    })),
  {
    id: "first-step",
    group,
    keys: ["Home"],
    keysOnly: true,
    where: "canvas",
    when: hasSteps,
    run: (desk) => goTo(desk, readingOrder(desk.store.getState().journey)[0]),
  },
  {
    id: "last-step",
    group,
    keys: ["End"],
    keysOnly: true,
    where: "canvas",
    when: hasSteps,
    run: (desk) => goTo(desk, readingOrder(desk.store.getState().journey).at(-1)),
  },
];

function goTo({ store, view }: Desk, id: string | undefined): void {
  if (id === undefined) return;
  store.getState().select([id]);
  view.reveal(id);
  view.focus(id);
}
