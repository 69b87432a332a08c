import { Anchor, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TraceLineShape } from "../../src-shared/api/shapes.ts";
import type { Send } from "../../src-shared/engine/run.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { useLocale } from "../app/i18n.ts";
import { hrefOf, paths } from "../app/routes.ts";
import { VerdictList } from "../outbox/WhyCard.tsx";
import { colourOf } from "../ui/kind-colour.ts";
import { formatTime, TimeText } from "../ui/TimeText.tsx";
import css from "./live.module.css";
import { sentenceOf, verdictsOf } from "./trace-text.ts";

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
  const days = lines.map(({ at }) => formatTime(new Date(at), locale, { show: "date", ...inZone(zone) }));
  return (
    <ol className={css.trace} data-testid="trace" aria-label={heading}>
      {lines.map((line, index) => (
        <Line
          key={index}
          line={line}
          day={days[index] === days[index - 1] ? undefined : days[index]}
          steps={steps}
          zone={zone}
          portLabel={portLabel}
          send={sends.find((send) => send.nodeId === line.node && send.visit === line.visit)}
        />
      ))}
    </ol>
  );
}

/** What the sentences of a trace take from the journey. */
export type LineWords = Pick<Props, "steps" | "zone" | "portLabel">;

interface LineProps extends LineWords {
  line: TraceLineShape;
  /** Named where a new day begins. */
  day: string | undefined;
  send: Send | undefined;
}

function Line({ line, day, steps, zone, portLabel, send }: LineProps) {
  const { t } = useTranslation("live");
  const [open, setOpen] = useState(false);
  const verdicts = verdictsOf(line);
  const question = { send: "run.whySent", skip: "run.whyNot" }[line.what] ?? "run.why";
  return (
    <li data-what={line.what} data-node={line.node} data-reason={line.reason}>
      {day !== undefined && <span className={css.day}>{day}</span>}
      <i
        aria-hidden
        className={css.dot}
        style={{ background: colourOf(steps[line.node]?.kind ?? line.node) }}
        data-quiet={line.what === "leave" || line.what === "resume"}
      />
      <div className={css.traceText}>
        <LineText line={line} steps={steps} zone={zone} portLabel={portLabel} />
        {verdicts.length > 0 && (
          <span className={css.traceMore}>
            <UnstyledButton
              className={css.link}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              data-testid="trace-why"
            >
              {t(question)}
            </UnstyledButton>
            {send !== undefined && (
              <Anchor size="xs" href={hrefOf(paths.send(send.id))}>
                {t("run.open")}
              </Anchor>
            )}
          </span>
        )}
      </div>
      <TimeText at={line.at} show="time" seconds {...inZone(zone)} />
      {open && (
        <div className={css.traceWhy}>
          <VerdictList verdicts={verdicts} zone={zone} />
        </div>
      )}
    </li>
  );
}

/** The sentence of a line, its codes put into words. */
export function LineText({ line, steps, zone, portLabel }: LineWords & { line: TraceLineShape }) {
  const { t } = useTranslation(["trace", "reason", "why"]);
  const locale = useLocale();
  const { key, args, reason, port, until, channel } = sentenceOf(line, (nodeId) => {
    const step = steps[nodeId];
    if (step !== undefined && step.name !== nodeId) return step.name;
    // A step without a name of its own goes by its kind, as on the canvas.
    return kindOf(step?.kind ?? "")?.texts[locale].name ?? nodeId;
  });
  return t(key, {
    ...args,
    reason: reason === undefined ? "" : t(reason, { ns: "reason", defaultValue: reason }),
    port: port === undefined ? "" : portLabel(line.node, port),
    until: until === undefined ? "" : formatTime(new Date(until), locale, inZone(zone)),
    channel: channel === undefined ? "" : t(`channels.${channel}`, { ns: "why", defaultValue: channel }),
    // A sentence this version has no words for still says what the line says.
    defaultValue: [line.what, line.status, line.reason].filter((part) => part !== undefined).join(" · "),
  });
}

function inZone(zone: string | undefined): { zone?: string } {
  return zone === undefined ? {} : { zone };
}
