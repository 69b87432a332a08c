import { Panel } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { ActionButton } from "./ActionButton.tsx";
import { useBuilder } from "./store.ts";

const actions = [
  "align-left",
  "align-centre",
  "align-right",
  "align-top",
  "align-middle",
  "align-bottom",
  "distribute-across",
  "distribute-down",
  "tidy",
  "duplicate",
  "fit-selection",
  "remove",
];

/** What can be done with several things at once, above the canvas while several are selected. */
export function ArrangeBar() {
  const { t } = useTranslation("canvas");
  const count = useBuilder(({ selectedNodes, selectedNotes }) => selectedNodes.length + selectedNotes.length);
  if (count < 2) return null;
  return (
    <Panel position="top-center" className="canvas-tools" role="toolbar" aria-label={t("arrangeBar")}>
      <span className="canvas-tools-count">{t("chosen", { count })}</span>
      {actions.map((id) => (
        <ActionButton key={id} id={id} />
      ))}
    </Panel>
  );
}
