import { Anchor, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TraceLineShape } from "../../src-shared/api/shapes.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import type { Send } from "../../src-shared/engine/run.ts";
import { useLocale } from "../app/i18n.ts";
import { hrefOf, paths } from "../app/routes.ts";
import { VerdictList } from "../outbox/WhyCard.tsx";
import { colourOf } from "../ui/kind-colour.ts";
import { formatTime, TimeText } from "../ui/TimeText.tsx";
import css from "./live.module.css";
import { sentenceOf, verdictsOf, type Sentence } from "./trace-text.ts";

interface Props {
  lines: readonly TraceLineShape[];
  sends: readonly Send[];
  /** Names and kinds of the steps in the version the run is pinned to. */
  steps: Readonly<Record<string, { name: string; kind: string }>>;
  /** Zone the times are told in; the reader's own otherwise. */
  zone: string | undefined;
  portLabel: (nodeId: string, port: string) => string;
  heading: string;
}

/** A trace as a timeline of sentences; lines about messages open to every verdict of the gate. */
export function Trace({ lines, sends, steps, zone, portLabel, heading }: Props) {
  const locale = useLocale();
  const stepName = (nodeId: string) => {
    const step = steps[nodeId];
    // A step without a name of its own goes by its kind, as on the canvas.
    return step === undefined || step.name === nodeId
      ? (kindOf(step?.kind ?? "")?.texts[locale].name ?? nodeId)
      : step.name;
  };
  return (
    <ol className={css.trace} data-testid="trace" aria-label={heading}>
      {lines.map((line, index) => (
        <li key={index} data-what={line.what} data-node={line.node} data-reason={line.reason}>
          <i
            aria-hidden
            className={css.dot}
            style={{ background: colourOf(steps[line.node]?.kind ?? line.node) }}
            data-quiet={line.what === "leave" || line.what === "resume"}
          />
          <div className={css.traceText}>
            <Line
              line={line}
              sentence={sentenceOf(line, stepName)}
              zone={zone}
              portLabel={portLabel}
              send={sends.find((send) => send.nodeId === line.node && send.visit === line.visit)}
            />
          </div>
          <TimeText at={line.at} seconds {...(zone === undefined ? {} : { zone })} />
        </li>
      ))}
    </ol>
  );
}

interface LineProps {
  line: TraceLineShape;
  sentence: Sentence;
  zone: string | undefined;
  portLabel: (nodeId: string, port: string) => string;
  send: Send | undefined;
}

function Line({ line, sentence, zone, portLabel, send }: LineProps) {
  const { t } = useTranslation(["trace", "live", "reason", "why"]);
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const { key, args, reason, port, until, channel } = sentence;
  const verdicts = verdictsOf(line);
  const text = t(key, {
    ...args,
    reason: reason === undefined ? "" : t(reason, { ns: "reason", defaultValue: reason }),
    port: port === undefined ? "" : portLabel(line.node, port),
    until: until === undefined ? "" : formatTime(new Date(until), locale, zone === undefined ? {} : { zone }),
    channel: channel === undefined ? "" : t(`channels.${channel}`, { ns: "why", defaultValue: channel }),
    // A sentence this version has no words for still says what the line says.
    defaultValue: [line.what, line.status, line.reason].filter((part) => part !== undefined).join(" · "),
  });
  return (
    <>
      <span>{text}</span>
      {verdicts.length > 0 && (
        <span className={css.traceMore}>
          <UnstyledButton
            className={css.link}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            data-testid="trace-why"
          >
            {t(line.what === "send" ? "run.whySent" : line.what === "skip" ? "run.whyNot" : "run.why", {
              ns: "live",
            })}
          </UnstyledButton>
          {send !== undefined && (
            <Anchor size="xs" href={hrefOf(paths.send(send.id))}>
              {t("run.open", { ns: "live" })}
            </Anchor>
          )}
        </span>
      )}
      {open && (
        <div className={css.traceWhy}>
          <VerdictList verdicts={verdicts} zone={zone} />
        </div>
      )}
    </>
  );
}
