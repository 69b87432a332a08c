import { Cable, Plus, Rows3, StickyNote } from "lucide-react";
import type { Action } from "../../actions/action.ts";
import type { Desk } from "../desk.ts";
import { addNote } from "../edits/notes.ts";
import { portsShown } from "../node-view.ts";
import { addStage } from "../edits/stages.ts";
import { freePlace, positionsOf } from "../placement.ts";
import { onlyEdge, onlyStep } from "./chosen.ts";

const group = "add";

/** New steps and connections. */
export const ADD_ACTIONS: readonly Action<Desk>[] = [
  {
    id: "add-step",
    group,
    icon: Plus,
    keys: ["/", "A"],
    where: "canvas",
    run: (desk) => openQuickAdd(desk),
  },
  {
    id: "add-note",
    group,
    icon: StickyNote,
    keys: ["N"],
    where: "canvas",
    run: (desk) => {
      const { journey, run, select } = desk.store.getState();
      const at = freePlace(desk.view.toCanvas(desk.view.pointer()), positionsOf(journey).values());
      const { id, command } = addNote(journey, at);
      run(command);
      select([], [], [id]);
      desk.store.setState({ editingNote: id });
      desk.store.getState().say(desk.t("said.noteAdded"));
    },
  },
  {
    id: "add-stage",
    group,
    icon: Rows3,
    keys: ["S"],
    where: "canvas",
    run: ({ store, view, t }) => {
      const { journey, selectedNodes, run, say } = store.getState();
      const around = selectedNodes.length > 0;
      const steps = around ? selectedNodes : journey.nodes.map(({ id }) => id);
      const used = new Set(journey.stages.map(({ name }) => name));
      // The funnel, stage by stage.
      const name =
        [t("stage.onboarding"), t("stage.activation"), t("stage.retention"), t("stage.loyalty")].find(
          (each) => !used.has(each),
        ) ?? t("stage.more");
      run(
        addStage(
          journey,
          name,
          steps.flatMap((id) => view.boxOf(id) ?? []),
          around,
        ).command,
      );
      say(t("said.stageAdded", { name }));
    },
  },
  {
    id: "connect",
    group,
    icon: Cable,
    keys: ["C"],
    where: "canvas",
    when: (desk) => {
      const { journey } = desk.store.getState();
      const node = journey.nodes.find(({ id }) => id === onlyStep(desk));
      return node !== undefined && portsShown(node, journey, desk.locale).length > 0;
    },
    run: (desk) => desk.store.getState().open({ is: "connect", from: onlyStep(desk) ?? "" }),
  },
];

/** Asks for a kind of step: for the selected connection, for below the selected step, or for where the mouse is. */
function openQuickAdd(desk: Desk): void {
  const { store, view } = desk;
  const edge = onlyEdge(desk);
  const step = onlyStep(desk);
  const { journey, open } = store.getState();
  if (edge !== undefined) {
    const [from, to] = [view.boxOf(edge.from), view.boxOf(edge.to)];
    const middle =
      from === undefined || to === undefined
        ? view.pointer()
        : view.toScreen({ x: (from.x + to.x + to.width) / 2, y: (from.y + from.height + to.y) / 2 });
    return open({ is: "add", at: middle, onEdge: edge });
  }
  if (step !== undefined && !view.isPointed()) {
    const at = positionsOf(journey).get(step) ?? { x: 0, y: 0 };
    const box = view.boxOf(step);
    return open({ is: "add", at: view.toScreen({ x: at.x, y: at.y + (box?.height ?? 80) + 12 }) });
  }
  const at = view.pointer();
  return open({ is: "add", at, ...(step === undefined ? { place: view.toCanvas(at) } : {}) });
}
