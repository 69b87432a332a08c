import type { DragEvent } from "react";
import { kindOf, type AnyKind } from "../../src-shared/nodes/registry.ts";
import { useStable } from "../ui/use-stable.ts";
import { useDesk } from "./desk.ts";
import { addStep } from "./edits.ts";
import { fitsBetween, insertStep } from "./edits/insert.ts";
import { edgeId } from "./flow.ts";
import { KIND_TYPE } from "./Palette.tsx";
import { freePlace, NODE_WIDTH, positionsOf } from "./placement.ts";
import { announceAdded } from "./quick-add.ts";
import { useBuilderStore } from "./store.ts";

/** Steps dragged from the palette: onto a connection they are put into it, elsewhere they stand where they fall. */
export function useDropping(): {
  onDragOver: (event: DragEvent) => void;
  onDrop: (event: DragEvent) => void;
} {
  const store = useBuilderStore();
  const desk = useDesk();
  const { view, locale } = desk;

  const edgeUnder = (event: DragEvent, kind: AnyKind) => {
    if (!fitsBetween(kind, locale)) return undefined;
    const id = document
      .elementFromPoint(event.clientX, event.clientY)
      ?.closest<SVGElement>(".react-flow__edge")?.dataset["id"];
    return store.getState().journey.edges.find((edge) => edgeId(edge) === id);
  };

  return {
    onDragOver: useStable((event: DragEvent) => {
      if (!event.dataTransfer.types.includes(KIND_TYPE)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    }),
    onDrop: useStable((event: DragEvent) => {
      const kind = kindOf(event.dataTransfer.getData(KIND_TYPE));
      if (kind === undefined) return;
      event.preventDefault();
      const { journey, run, select } = store.getState();
      const point = view.toCanvas({ x: event.clientX, y: event.clientY });
      const edge = edgeUnder(event, kind);
      const at = freePlace({ x: point.x - NODE_WIDTH / 2, y: point.y - 24 }, positionsOf(journey).values());
      const added =
        (edge === undefined
          ? undefined
          : insertStep(journey, edge, kind, locale, (id) => view.boxOf(id)?.height ?? 80)) ??
        addStep(journey, kind, at, locale);
      run(added.command);
      select([added.id]);
      announceAdded(desk, kind);
    }),
  };
}
