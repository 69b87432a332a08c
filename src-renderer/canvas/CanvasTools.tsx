import { ActionIcon, Tooltip } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import { Panel, useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus, Redo2, Undo2, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useBuilder, useBuilderStore } from "./store.ts";

/** Zoom and history, at the lower left of the canvas. */
export function CanvasTools() {
  const { t } = useTranslation("canvas");
  const flow = useReactFlow();
  const store = useBuilderStore();
  const still = useReducedMotion();
  const canUndo = useBuilder(({ history }) => history.past.length > 0);
  const canRedo = useBuilder(({ history }) => history.future.length > 0);
  const duration = still ? 0 : 150;
  return (
    <Panel position="bottom-left" className="canvas-tools">
      <Tool icon={Plus} label={t("zoomIn")} act={() => void flow.zoomIn({ duration })} />
      <Tool icon={Minus} label={t("zoomOut")} act={() => void flow.zoomOut({ duration })} />
      <Tool
        icon={Maximize}
        label={t("fit")}
        act={() => void flow.fitView({ duration, padding: 0.15, maxZoom: 1 })}
      />
      <Tool
        icon={Undo2}
        label={t("undo")}
        keys="Ctrl Z"
        testId="undo"
        disabled={!canUndo}
        act={() => store.getState().undo()}
      />
      <Tool
        icon={Redo2}
        label={t("redo")}
        keys="Ctrl Shift Z"
        testId="redo"
        disabled={!canRedo}
        act={() => store.getState().redo()}
      />
    </Panel>
  );
}

interface ToolProps {
  icon: LucideIcon;
  label: string;
  keys?: string;
  testId?: string;
  disabled?: boolean;
  act: () => void;
}

function Tool({ icon: Icon, label, keys, testId, disabled, act }: ToolProps) {
  return (
    <Tooltip label={keys === undefined ? label : `${label} · ${keys}`}>
      <ActionIcon aria-label={label} data-testid={testId} disabled={disabled} onClick={act}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
