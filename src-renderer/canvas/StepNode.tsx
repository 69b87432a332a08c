import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { JourneyNode } from "../../src-shared/journey/schema.ts";
import type { Port } from "../../src-shared/nodes/define.ts";
import { useLocale } from "../app/i18n.ts";
import { KindIcon } from "../ui/KindIcon.tsx";
import type { Problem } from "../../src-shared/problems.ts";
import { countOf } from "./node-problems.ts";
import { MapMarks } from "./mapping/MapMarks.tsx";
import { lostPort, viewOf } from "./node-view.ts";
import { widthFor } from "./placement.ts";

export type StepFlowNode = Node<
  {
    node: JourneyNode;
    /** Those of this step. */
    problems: readonly Problem[];
    /** Ports that only its connections still name. */
    lostPorts: readonly string[];
  },
  "step"
>;

/** A step on the canvas: kind, name, one line of what it does, and a cell for each way out. */
export const StepNode = memo(function StepNode({ data, selected }: NodeProps<StepFlowNode>) {
  const { t } = useTranslation("canvas");
  const locale = useLocale();
  const { node, problems, lostPorts } = data;
  const view = viewOf(node, locale);
  const { kind, title, kindName, summary } = view;
  const ports: Port[] = [...view.ports, ...lostPorts.map(lostPort)];
  const { errors, warnings } = countOf(problems);
  const cells = ports.length > 1;

  return (
    <div
      className="step"
      data-testid={`node-${node.id}`}
      data-selected={selected || undefined}
      data-severity={errors > 0 ? "error" : warnings > 0 ? "warning" : undefined}
      // As wide as its ways out want, whatever it says: places and connections are worked out by that.
      style={{ width: widthFor(ports.length) }}
    >
      {kind?.acceptsEdges !== false && (
        <Handle type="target" position={Position.Top} role="img" aria-label={t("step.in", { name: title })} />
      )}
      <div className="step-head">
        <KindIcon kind={node.kind} group={kind?.group} />
        <div className="step-names">
          <span className="step-kind">{kindName}</span>
          <b title={title}>{title === kindName ? summary || title : title}</b>
        </div>
        <MapMarks node={node} />
        {errors + warnings > 0 && (
          <span className="step-badge" title={badge(errors, warnings)}>
            {errors > 0 ? <CircleAlert size={13} aria-hidden /> : <TriangleAlert size={13} aria-hidden />}
            {errors + warnings}
          </span>
        )}
      </div>
      {kind === undefined && <div className="step-summary">{t("step.unknown", { kind: node.kind })}</div>}
      {summary !== "" && title !== kindName && (
        <div className="step-summary" title={summary}>
          {summary}
        </div>
      )}
      {cells ? (
        <div className="step-ports">
          {ports.map((port) => (
            <span key={port.id} data-role={port.role} title={port.label[locale]}>
              <span className="step-port-label">{port.label[locale]}</span>
              <PortHandle port={port} label={t("step.out", { port: port.label[locale], name: title })} />
            </span>
          ))}
        </div>
      ) : (
        ports.map((port) => (
          <PortHandle
            key={port.id}
            port={port}
            label={t("step.out", { port: port.label[locale], name: title })}
          />
        ))
      )}
    </div>
  );

  function badge(errorCount: number, warningCount: number): string {
    return [
      errorCount > 0 ? t("step.errors", { count: errorCount }) : "",
      warningCount > 0 ? t("step.warnings", { count: warningCount }) : "",
    ]
      .filter((text) => text !== "")
      .join(", ");
  }
});

function PortHandle({ port, label }: { port: Port; label: string }) {
  return (
    <Handle
      type="source"
      role="img"
      id={port.id}
      position={Position.Bottom}
      aria-label={label}
      data-role={port.role}
    />
  );
}
