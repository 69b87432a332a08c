import type { Edge } from "@xyflow/react";
import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { useLocale } from "../app/i18n.ts";
import { flowEdges } from "../canvas/flow.ts";
import { lostPortsOf, viewOf } from "../canvas/node-view.ts";
import { NODE_WIDTH, positionsOf } from "../canvas/placement.ts";
import { ReadOnlyCanvas } from "../canvas/ReadOnlyCanvas.tsx";
import type { Seen } from "./seen.ts";
import css from "./simulate.module.css";
import { SimulatedStep, type SimulatedFlowNode } from "./SimulatedStep.tsx";

const NO_PROBLEMS: SimulatedFlowNode["data"]["problems"] = [];
const NOWHERE = { x: 0, y: 0 };
const NO_TURNS: readonly number[] = [];
const NODE_TYPES = { step: SimulatedStep };

interface Props {
  journey: Journey;
  seen: Seen | undefined;
  /** Another future, whose ways are drawn beside it. */
  other?: Seen | undefined;
  /** Steps and ways out (`step.port`) to be marked as tested by nothing. */
  untested?: { nodes: ReadonlySet<string>; ports: ReadonlySet<string> } | undefined;
  chosen: string | undefined;
  onChoose: (nodeId: string) => void;
}

/** The journey with the way she took lit up, in order, and where she stands. Drawn again only with what it shows. */
export const SimulateCanvas = memo(function SimulateCanvas(props: Props) {
  const { journey, seen, other, untested, chosen, onChoose } = props;
  const { t } = useTranslation("simulate");
  const locale = useLocale();
  const places = useMemo(() => positionsOf(journey), [journey]);
  const plain = useMemo(
    () =>
      journey.nodes.map((node) => ({
        node,
        name: viewOf(node, locale).title,
        position: places.get(node.id) ?? NOWHERE,
        lostPorts: lostPortsOf(node, journey, locale),
      })),
    [journey, places, locale],
  );
  const nodes = useMemo(
    () =>
      plain.map((step): SimulatedFlowNode => {
        const { id } = step.node;
        const turns = seen?.turns.get(id) ?? NO_TURNS;
        const here = seen?.here.has(id) ?? false;
        const dim = seen !== undefined && turns.length === 0;
        const untests = untested?.nodes.has(id) ?? false;
        const look = [turns, here, dim, untests, id === chosen].join("|");
        return sameStep(step, t, look, () => ({
          id,
          type: "step",
          position: step.position,
          data: {
            node: step.node,
            problems: NO_PROBLEMS,
            lostPorts: step.lostPorts,
            turns,
            here,
            dim,
            untested: untests,
          },
          selected: id === chosen,
          initialWidth: NODE_WIDTH,
          initialHeight: 90,
          ariaLabel: t(here ? "stepHere" : turns.length > 0 ? "stepPassed" : "stepNot", {
            name: step.name,
            turns: turns.join(", "),
          }),
        }));
      }),
    [plain, seen, untested, chosen, t],
  );
  const connections = useMemo(() => flowEdges(journey, [], locale), [journey, locale]);
  const edges = useMemo(
    (): Edge[] =>
      connections.map((edge) => {
        const port = edge.sourceHandle ?? "";
        const way = `${edge.source}|${port}`;
        if (untested?.ports.has(`${edge.source}.${port}`) === true) return sameEdge(edge, "way-untested");
        if (seen?.left.has(way) === true) return sameEdge(edge, "way-taken");
        return other?.left.has(way) === true ? sameEdge(edge, "way-other") : edge;
      }),
    [connections, seen, other, untested],
  );
  const last = seen?.last;
  const follows = useMemo(() => ({ nodeId: last }), [last]);
  return (
    <ReadOnlyCanvas
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      className={css.canvas}
      label={t("canvas")}
      testId="simulate-canvas"
      follows={follows}
      onChoose={onChoose}
    />
  );
});

const steps = new WeakMap<object, { words: unknown; look: string; made: SimulatedFlowNode }>();

/**
 * The step of the last time while it looks the same: only what changes with a move in time is drawn again.
 * @param words whatever gives the texts their language
 */
function sameStep(
  step: object,
  words: unknown,
  look: string,
  make: () => SimulatedFlowNode,
): SimulatedFlowNode {
  const last = steps.get(step);
  if (last?.look === look && last.words === words) return last.made;
  const made = make();
  steps.set(step, { words, look, made });
  return made;
}

const ways = new WeakMap<Edge, Map<string, Edge>>();

/** A connection marked as a way, the same object each time. */
function sameEdge(edge: Edge, className: string): Edge {
  const known = ways.get(edge) ?? new Map<string, Edge>();
  ways.set(edge, known);
  const made = known.get(className) ?? { ...edge, className };
  known.set(className, made);
  return made;
}
