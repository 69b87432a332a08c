import type { Connection, Edge, FinalConnectionState, ReactFlowProps } from "@xyflow/react";
import type { JourneyEdge } from "../../src-shared/journey/schema.ts";
import { toast } from "../ui/toast.ts";
import { useStable } from "../ui/use-stable.ts";
import { stepAt } from "./ConnectionHint.tsx";
import { useDesk } from "./desk.ts";
import { connectPort, refusalOf } from "./edits.ts";
import { mainWay } from "./edits/ways.ts";
import { edgeId } from "./flow.ts";
import { viewOf } from "./node-view.ts";
import { useBuilderStore } from "./store.ts";
import type { CanvasNode } from "./canvas-node.ts";

type Handlers = Required<
  Pick<
    ReactFlowProps<CanvasNode>,
    "onConnect" | "onConnectEnd" | "isValidConnection" | "onReconnect" | "onReconnectEnd"
  >
>;

/**
 * Drawing connections, and leading them elsewhere. A step takes a connection anywhere on it, not only at its port; let
 * go over the empty canvas, the connection asks what it should lead to.
 */
export function useConnecting(): Handlers {
  const store = useBuilderStore();
  const { view, locale, t } = useDesk();

  const connect = (edge: Pick<JourneyEdge, "from" | "port" | "to">, instead?: JourneyEdge): boolean => {
    const { journey, run, say } = store.getState();
    const refusal = refusalOf(journey, edge.from, edge.to);
    if (refusal !== undefined) {
      toast("plain", t(`refused.${refusal}`));
      return false;
    }
    const isThere = journey.edges.some((each) => edgeId(each) === edgeId(edge));
    if (isThere) return false;
    // What else the document says of a connection goes where the connection goes.
    const made = { ...instead, ...edge };
    run({
      do: "batch",
      commands: [
        ...(instead === undefined ? [] : [{ do: "disconnect" as const, edges: [instead] }]),
        connectPort(journey, made),
      ],
    });
    say(t("said.connected", { from: nameOf(edge.from), to: nameOf(edge.to) }));
    return true;
  };
  const nameOf = (id: string): string => {
    const node = store.getState().journey.nodes.find((each) => each.id === id);
    return node === undefined ? id : viewOf(node, locale).title;
  };
  const pointOf = (event: MouseEvent | TouchEvent) => {
    const at = "changedTouches" in event ? event.changedTouches[0] : event;
    return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
  };

  /** The loose end of a connection: onto a step, or into the open. */
  const letGo = (event: MouseEvent | TouchEvent, state: FinalConnectionState, instead?: JourneyEdge) => {
    const { fromNode, fromHandle } = state;
    if (fromNode === null || fromHandle == null || state.isValid === true) return;
    const at = pointOf(event);
    const over = stepAt({ clientX: at.x, clientY: at.y });
    const { journey, open } = store.getState();
    const backwards = fromHandle.type === "target";
    if (over !== undefined) {
      if (over.id === fromNode.id && state.toNode === null) return;
      if (!backwards) connect({ from: fromNode.id, port: fromHandle.id ?? "", to: over.id }, instead);
      else {
        const node = journey.nodes.find(({ id }) => id === over.id);
        const port = instead?.port ?? (node === undefined ? undefined : mainWay(node, locale)?.id);
        if (port !== undefined) connect({ from: over.id, port, to: fromNode.id }, instead);
      }
      return;
    }
    if (document.elementFromPoint(at.x, at.y)?.closest(".canvas .react-flow") == null) return;
    const place = view.toCanvas(at);
    if (backwards) open({ is: "add", at, place, before: fromNode.id });
    else open({ is: "add", at, place, endOf: { from: fromNode.id, port: fromHandle.id ?? "" } });
  };
  const known = ({ source, sourceHandle, target }: Edge): JourneyEdge | undefined =>
    store
      .getState()
      .journey.edges.find(({ from, port, to }) => from === source && port === sourceHandle && to === target);

  return {
    onConnect: useStable(({ source, sourceHandle, target }: Connection) => {
      if (sourceHandle !== null) connect({ from: source, port: sourceHandle, to: target });
    }),
    onConnectEnd: useStable((event: MouseEvent | TouchEvent, state: FinalConnectionState) =>
      letGo(event, state),
    ),
    isValidConnection: useStable(
      ({ source, target }: Edge | Connection) =>
        refusalOf(store.getState().journey, source, target) === undefined,
    ),
    onReconnect: useStable((old: Edge, { source, sourceHandle, target }: Connection) => {
      if (sourceHandle !== null) connect({ from: source, port: sourceHandle, to: target }, known(old));
    }),
    onReconnectEnd: useStable(
      (event: MouseEvent | TouchEvent, edge: Edge, _handle: unknown, state: FinalConnectionState) =>
        letGo(event, state, known(edge)),
    ),
  };
}
