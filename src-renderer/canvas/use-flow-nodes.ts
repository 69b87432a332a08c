import type { NodeChange } from "@xyflow/react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TFunction } from "i18next";
import type { Journey, JourneyNode, Position } from "../../src-shared/journey/schema.ts";
import type { Locale, Problem } from "../../src-shared/problems.ts";
import { useLocale } from "../app/i18n.ts";
import { flowNode } from "./flow.ts";
import { countOf, problemsOfNode } from "./node-problems.ts";
import { viewOf } from "./node-view.ts";
import { positionsOf, snap } from "./placement.ts";
import type { StepFlowNode } from "./StepNode.tsx";
import { useBuilder, useBuilderStore } from "./store.ts";

type Size = { width: number; height: number };

/**
 * The steps as the canvas library wants them, made from the document. Only what the document does not hold lives here:
 * measured sizes, and places while a drag is under way; the end of a drag is one edit.
 */
export function useFlowNodes(): {
  nodes: StepFlowNode[];
  onNodesChange: (changes: NodeChange<StepFlowNode>[]) => void;
} {
  const { t } = useTranslation("canvas");
  const locale = useLocale();
  const store = useBuilderStore();
  const journey = useBuilder((state) => state.journey);
  const problems = useBuilder((state) => state.problems);
  const selected = useBuilder((state) => state.selectedNodes);
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const [dragged, setDragged] = useState<ReadonlyMap<string, Position>>(new Map());
  const positions = useMemo(() => positionsOf(journey), [journey]);

  const nodes = useMemo(() => {
    const chosen = new Set(selected);
    return uniqueNodes(journey).map((node) =>
      flowNode(node, {
        position: dragged.get(node.id) ?? positions.get(node.id) ?? { x: 0, y: 0 },
        selected: chosen.has(node.id),
        measured: sizes.get(node.id),
        ariaLabel: labelOf(node, problemsOfNode(problems, node.id), locale, t),
      }),
    );
  }, [journey, problems, selected, sizes, dragged, positions, locale, t]);

  const onNodesChange = (changes: NodeChange<StepFlowNode>[]) => {
    const measured = changes.flatMap((change) =>
      change.type === "dimensions" && change.dimensions !== undefined
        ? [[change.id, change.dimensions] as const]
        : [],
    );
    if (measured.length > 0) setSizes((before) => new Map([...before, ...measured]));

    const moving = new Map(dragged);
    const moved: Record<string, Position> = {};
    for (const change of changes) {
      if (change.type !== "position") continue;
      const at = change.position ?? moving.get(change.id);
      if (change.dragging === true && at !== undefined) moving.set(change.id, at);
      else if (at !== undefined) {
        moving.delete(change.id);
        moved[change.id] = { x: snap(at.x), y: snap(at.y) };
      }
    }
    const settled = Object.entries(moved).filter(([id, at]) => {
      const old = positions.get(id);
      return old === undefined || old.x !== at.x || old.y !== at.y;
    });
    if (settled.length > 0) store.getState().run({ do: "move", to: keepUnknown(journey, settled) });
    if (moving.size !== dragged.size || changes.some((change) => change.type === "position"))
      setDragged(moving);

    const select = changes.filter((change) => change.type === "select");
    if (select.length > 0) {
      const ids = new Set(store.getState().selectedNodes);
      for (const change of select) {
        if (change.selected) ids.add(change.id);
        else ids.delete(change.id);
      }
      store.getState().select([...ids], store.getState().selectedEdges);
    }
  };
  return { nodes, onNodesChange };
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

/** New places keep whatever else a document says about a step's layout. */
function keepUnknown(journey: Journey, places: [string, Position][]): Record<string, Position> {
  return Object.fromEntries(places.map(([id, at]) => [id, { ...journey.layout[id], ...at }]));
}

/** The canvas cannot show two steps of one id; the problems say that there are two. */
function uniqueNodes({ nodes }: Journey): Journey["nodes"] {
  const seen = new Set<string>();
  return nodes.filter(({ id }) => !seen.has(id) && seen.add(id));
}
