import { Panel } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { ActionButton } from "./ActionButton.tsx";
import { useBuilder } from "./store.ts";

/** Pointer or hand, adding, zoom and history, at the lower left of the canvas. */
export function CanvasTools() {
  const { t } = useTranslation("canvas");
  const hand = useBuilder((state) => state.hand);
  return (
    <Panel position="bottom-left" className="canvas-tools" role="toolbar" aria-label={t("tools")}>
      <ActionButton id="hand" pressed={hand} />
      <ActionButton id="add-step" />
      <ActionButton id="add-note" />
      <ActionButton id="add-stage" />
      <i />
      <ActionButton id="zoom-out" />
      <ActionButton id="zoom-in" />
      <ActionButton id="fit" />
      <ActionButton id="tidy" />
      <i />
      <ActionButton id="undo" />
      <ActionButton id="redo" />
      <i />
      <ActionButton id="find" />
      <ActionButton id="shortcuts" />
    </Panel>
  );
}
