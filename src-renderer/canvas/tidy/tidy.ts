import { toast } from "../../ui/toast.ts";
import type { Desk } from "../desk.ts";
import { noteItem } from "../edits/items.ts";
import { NODE_WIDTH, positionsOf, readingOrder } from "../placement.ts";
import { glide } from "./glide.ts";
import { tidyEdit } from "./tidy-edit.ts";
import { tidiedPlaces, tidyGraph } from "./tidy-graph.ts";

/**
 * Puts steps into rows by how people come to them: all of them, or the selected ones among themselves. The first of
 * them stays where it is. The page goes on while a worker lays out; the outcome is one edit of what is there then.
 */
export async function tidy({ store, view, locale, t }: Desk): Promise<void> {
  const { journey, selectedNodes, tidying } = store.getState();
  if (tidying || journey.nodes.length === 0) return;
  const only = selectedNodes.length > 1 ? new Set(selectedNodes) : undefined;
  const sizeOf = (id: string) => {
    const { width, height } = view.boxOf(id) ?? { width: NODE_WIDTH, height: 80 };
    return { width, height };
  };
  store.setState({ tidying: true });
  try {
    const { layOut } = await import("./layout-worker.ts");
    const laidOut = await layOut(tidyGraph(journey, sizeOf, locale, only));
    const now = store.getState().journey;
    const old = positionsOf(now);
    const id = readingOrder(now).find((each) => only === undefined || only.has(each)) ?? "";
    const places = tidiedPlaces(laidOut, { id, at: old.get(id) ?? { x: 0, y: 0 } });
    const command = tidyEdit(now, places, sizeOf);
    if (command === undefined) return store.getState().say(t("said.tidyAlready"));
    const from = new Map([
      ...old,
      ...now.notes.map((note) => [noteItem(note.id), { x: note.x, y: note.y }] as const),
    ]);
    store.getState().run(command);
    store.getState().say(t("said.tidied", { count: places.size }));
    if (!view.still) glide(store, from);
  } catch {
    toast("bad", t("tidyFailed"));
  } finally {
    store.setState({ tidying: false });
  }
}
