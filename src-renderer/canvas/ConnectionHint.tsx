import { useConnection } from "@xyflow/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalOf, type ConnectRefusal } from "./edits.ts";
import { useBuilderStore } from "./store.ts";

interface Hint {
  x: number;
  y: number;
  refusal: ConnectRefusal | undefined;
}

/** While a connection is drawn: the step under the mouse shows whether it can be led there, and if not, why. */
export function ConnectionHint() {
  const from = useConnection((connection) => connection.fromHandle);
  const nodeId = from?.nodeId;
  // Only while one is drawn there is something to listen to.
  return nodeId === undefined ? null : <Watched nodeId={nodeId} isBackwards={from?.type === "target"} />;
}

function Watched({ nodeId, isBackwards }: { nodeId: string; isBackwards: boolean }) {
  const { t } = useTranslation("canvas");
  const store = useBuilderStore();
  const [hint, setHint] = useState<Hint>();
  useEffect(() => {
    let marked: HTMLElement | undefined;
    const unmark = () => {
      if (marked !== undefined) delete marked.dataset["drop"];
      marked = undefined;
    };
    const onMove = (event: PointerEvent | MouseEvent) => {
      const over = stepAt(event);
      unmark();
      if (over === undefined || over.id === nodeId) {
        setHint(undefined);
        return;
      }
      const { journey } = store.getState();
      const refusal = isBackwards ? refusalOf(journey, over.id, nodeId) : refusalOf(journey, nodeId, over.id);
      marked = over.element;
      marked.dataset["drop"] = refusal === undefined ? "yes" : "no";
      setHint({ x: event.clientX, y: event.clientY, refusal });
    };
    addEventListener("pointermove", onMove);
    return () => {
      unmark();
      removeEventListener("pointermove", onMove);
    };
  }, [nodeId, isBackwards, store]);
  if (hint?.refusal === undefined) return null;
  return (
    <p
      className="connection-hint"
      role="status"
      data-testid="connection-hint"
      style={{ left: hint.x + 14, top: hint.y + 14 }}
    >
      {t(`refused.${hint.refusal}`)}
    </p>
  );
}

/** The step under a point of the screen. */
export function stepAt({
  clientX,
  clientY,
}: {
  clientX: number;
  clientY: number;
}): { id: string; element: HTMLElement } | undefined {
  const element = document
    .elementFromPoint(clientX, clientY)
    ?.closest<HTMLElement>(".canvas .react-flow__node-step");
  const id = element?.dataset["id"];
  return element == null || id === undefined ? undefined : { id, element };
}
