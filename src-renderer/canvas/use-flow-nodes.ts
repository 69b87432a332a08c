import type { NodeChange } from "@xyflow/react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TFunction } from "i18next";
import type { JourneyNode } from "../../src-shared/journey/schema.ts";
import type { Locale, Problem } from "../../src-shared/problems.ts";
import { useLocale } from "../app/i18n.ts";
import { useStable } from "../ui/use-stable.ts";
import type { CanvasNode } from "./canvas-node.ts";
import { useDragging } from "./drag/use-dragging.ts";
import { noteIdOf, noteItem } from "./edits/items.ts";
import { noteSize } from "./edits/notes.ts";
import { flowNode, flowNote } from "./flow.ts";
import { countOf, problemsOfNode } from "./node-problems.ts";
import { lostPortsOf, viewOf } from "./node-view.ts";
import { positionsOf, type Placed } from "./placement.ts";
import { useBuilder, useBuilderStore } from "./store.ts";

type Size = { width: number; height: number };

/**
 * Steps and notes as the canvas library wants them, made from the document. Only what the document does not hold lives
 * here: measured sizes, and places while a drag is under way; the end of a drag is one edit.
 */
export function useFlowNodes(drawn: Placed): {
  nodes: CanvasNode[];
  onNodesChange: (changes: NodeChange<CanvasNode>[]) => void;
  setFree: (free: boolean) => void;
} {
  const { t } = useTranslation("canvas");
  const locale = useLocale();
  const store = useBuilderStore();
  const notes = useBuilder(({ journey }) => journey.notes);
  const problems = useBuilder((state) => state.problems);
  const selected = useBuilder((state) => state.selectedNodes);
  const selectedNotes = useBuilder((state) => state.selectedNotes);
  const gliding = useBuilder((state) => state.gliding);
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const [resized, setResized] = useState<ReadonlyMap<string, Size>>(new Map());
  const { dragged, onPositions, setFree } = useDragging();

  const still = useMemo((): CanvasNode[] => {
    const positions = positionsOf(drawn);
    const chosen = new Set(selected);
    const chosenNotes = new Set(selectedNotes);
    const entrance = selected[0] ?? firstStep(drawn);
    const steps = uniqueNodes(drawn.nodes).map((node) => {
      const own = problemsOfNode(problems, node.id);
      return flowNode(node, {
        position: positions.get(node.id) ?? { x: 0, y: 0 },
        selected: chosen.has(node.id),
        measured: sizes.get(node.id),
        problems: own,
        lostPorts: lostPortsOf(node, drawn, locale),
        ariaLabel: labelOf(node, own, locale, t),
        tabbable: node.id === entrance,
        locale,
      });
    });
    const slips = notes.map((note) =>
      flowNote(note, {
        position: note,
        selected: chosenNotes.has(note.id),
        measured: sizes.get(noteItem(note.id)),
        size: resized.get(noteItem(note.id)) ?? noteSize(note),
        ariaLabel: t("note.label", { text: note.text.slice(0, 80) }),
      }),
    );
    return [...slips, ...steps];
  }, [drawn, notes, problems, selected, selectedNotes, sizes, resized, locale, t]);

  const nodes = useMemo(() => {
    if (dragged.size > 0)
      return still.map((node) => {
        const position = dragged.get(node.id);
        return position === undefined ? node : { ...node, position, dragging: true };
      });
    if (gliding === undefined) return still;
    const { from, share } = gliding;
    return still.map((node) => {
      const start = from.get(node.id);
      if (start === undefined || (start.x === node.position.x && start.y === node.position.y)) return node;
      const x = start.x + (node.position.x - start.x) * share;
      const y = start.y + (node.position.y - start.y) * share;
      return { ...node, position: { x, y } };
    });
  }, [still, dragged, gliding]);

  const onNodesChange = useStable((changes: NodeChange<CanvasNode>[]) => {
    const measured = changes.flatMap((change) =>
      change.type === "dimensions" && change.dimensions !== undefined
        ? [[change.id, change.dimensions] as const]
        : [],
    );
    // While a corner is pulled the note follows; what it becomes is an edit of its own.
    const pulled = changes.filter((change) => change.type === "dimensions" && change.resizing !== undefined);
    if (pulled.length > 0)
      setResized(
        new Map(
          pulled.flatMap((change) =>
            change.type === "dimensions" && change.resizing === true && change.dimensions !== undefined
              ? [[change.id, change.dimensions] as const]
              : [],
          ),
        ),
      );
    if (measured.length > 0) setSizes((before) => new Map([...before, ...measured]));

    const moved = changes.filter((change) => change.type === "position");
    if (moved.length > 0) onPositions(moved);

    const select = changes.filter((change) => change.type === "select");
    if (select.length === 0) return;
    const state = store.getState();
    const ids = new Set([...state.selectedNodes, ...state.selectedNotes.map(noteItem)]);
    for (const change of select) {
      if (change.selected) ids.add(change.id);
      else ids.delete(change.id);
    }
    state.select(
      [...ids].filter((id) => noteIdOf(id) === undefined),
      state.selectedEdges,
      [...ids].flatMap((id) => noteIdOf(id) ?? []),
    );
  });
  return { nodes, onNodesChange, setFree };
}

const labels = new WeakMap<JourneyNode, { of: readonly Problem[]; locale: Locale; label: string }>();

/** What a screen reader says of a step: name, kind, what it does, and how many problems it has. */
function labelOf(
  node: JourneyNode,
  problems: readonly Problem[],
  locale: Locale,
  t: TFunction<"canvas">,
): string {
  const known = labels.get(node);
  if (known !== undefined && known.of === problems && known.locale === locale) return known.label;
  const { title, kindName, summary } = viewOf(node, locale);
  const { errors, warnings } = countOf(problems);
  const label = [
    t(summary === "" ? "step.label" : "step.summary", { name: title, kind: kindName, summary }),
    errors > 0 ? t("step.errors", { count: errors }) : "",
    warnings > 0 ? t("step.warnings", { count: warnings }) : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
  labels.set(node, { of: problems, locale, label });
  return label;
}

/** The uppermost step: where Tab enters the canvas while nothing is selected. */
function firstStep(drawn: Placed): string | undefined {
  let first: [string, number, number] | undefined;
  for (const [id, { x, y }] of positionsOf(drawn))
    if (first === undefined || y < first[1] || (y === first[1] && x < first[2])) first = [id, y, x];
  return first?.[0];
}

/** The canvas cannot show two steps of one id; the problems say that there are two. */
function uniqueNodes(nodes: Placed["nodes"]): JourneyNode[] {
  const seen = new Set<string>();
  return nodes.filter(({ id }) => !seen.has(id) && seen.add(id));
}
