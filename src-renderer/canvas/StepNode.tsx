import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { JourneyNode } from "../../src-shared/journey/schema.ts";
import type { Port } from "../../src-shared/nodes/define.ts";
import { useLocale } from "../app/i18n.ts";
import { KindIcon } from "../ui/KindIcon.tsx";
import { countOf, problemsOfNode } from "./node-problems.ts";
import { portsShown, viewOf } from "./node-view.ts";
import { NODE_WIDTH } from "./placement.ts";
import { useBuilder } from "./store.ts";

export type StepFlowNode = Node<{ node: JourneyNode }, "step">;

/** A step on the canvas: kind, name, one line of what it does, and a cell for each way out. */
export const StepNode = memo(function StepNode({ data: { node }, selected }: NodeProps<StepFlowNode>) {
  const { t } = useTranslation("canvas");
  const locale = useLocale();
  const { kind, title, kindName, summary } = viewOf(node, locale);
  const lost = useBuilder(({ journey }) =>
    portsShown(node, journey, locale)
      .slice(viewOf(node, locale).ports.length)
      .map(({ id }) => id)
      .join(" "),
  );
  const lostPorts = lost === "" ? [] : lost.split(" ");
  const ports: Port[] = [
    ...viewOf(node, locale).ports,
    ...lostPorts.map((id): Port => ({ id, role: "arm", label: { en: `${id} ?`, fr: `${id} ?` } })),
  ];
  const problems = useBuilder((state) => problemsOfNode(state.problems, node.id));
  const { errors, warnings } = countOf(problems);
  const cells = ports.length > 1;

  return (
    <div
      className="step"
      data-testid={`node-${node.id}`}
      data-selected={selected || undefined}
      data-severity={errors > 0 ? "error" : warnings > 0 ? "warning" : undefined}
      style={{ minWidth: Math.max(NODE_WIDTH, cells ? ports.length * 68 : 0) }}
    >
      {kind?.acceptsEdges !== false && (
        <Handle type="target" position={Position.Top} role="img" aria-label={t("step.in", { name: title })} />
      )}
      <div className="step-head">
        <KindIcon kind={node.kind} group={kind?.group} />
        <div className="step-names">
          <span className="step-kind">{kindName}</span>
          <b>{title === kindName ? summary || title : title}</b>
        </div>
        {errors + warnings > 0 && (
          <span className="step-badge" title={badge(errors, warnings)}>
            {errors > 0 ? <CircleAlert size={13} aria-hidden /> : <TriangleAlert size={13} aria-hidden />}
            {errors + warnings}
          </span>
        )}
      </div>
      {kind === undefined && <div className="step-summary">{t("step.unknown", { kind: node.kind })}</div>}
      {summary !== "" && title !== kindName && <div className="step-summary">{summary}</div>}
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
