import { memo, useEffect, useMemo, useRef } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Locale } from "../../src-shared/problems.ts";
import { describeDuration } from "../../src-shared/time/duration.ts";
import { useLocale } from "../app/i18n.ts";
import { viewOf } from "../canvas/node-view.ts";
import { colourOf } from "../ui/kind-colour.ts";
import { formatTime } from "../ui/TimeText.tsx";
import type { Plan, PlannedEvent } from "./plan.ts";
import { PlanLane } from "./PlanLane.tsx";
import type { Moment } from "./seen.ts";
import css from "./simulate.module.css";
import { timelineScale } from "./timeline-scale.ts";

/** Room of a moment on the line, px: for its label. */
const WIDTH = 132;
const MINUTE_MS = 60_000;

/** The plan on the timeline, and what can be done to it there. */
export interface TimelinePlan {
  plan: Plan;
  onMove: (event: PlannedEvent, at: number) => void;
  onEdit: (event: PlannedEvent) => void;
  onRemove: (event: PlannedEvent) => void;
  /** An event at an instant (epoch ms) is wanted. */
  onAdd: (at: number) => void;
}

interface Props {
  moments: readonly Moment[];
  journey: Journey;
  zone: string;
  /** How many lines of the trace are seen. */
  lines: number;
  /** Whether other moments are on their way. */
  busy?: boolean | undefined;
  onSee: (lines: number) => void;
  /** What is planned; absent where something that happened is looked at. */
  plan?: TimelinePlan | undefined;
}

const NO_EVENTS: readonly PlannedEvent[] = [];

/** What happened when, to be gone through by mouse and keyboard, and what is planned. */
export function Timeline({ moments, journey, zone, lines, busy = false, onSee, plan }: Props) {
  const { t } = useTranslation(["simulate", "trace"]);
  const locale = useLocale();
  const track = useRef<HTMLDivElement>(null);
  // Before the first moment nothing has happened yet.
  const current = moments.findIndex((moment) => moment.lines >= lines);
  const index = lines === 0 ? -1 : current < 0 ? moments.length - 1 : current;
  useEffect(() => {
    track.current
      ?.querySelector(`[data-index="${index}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [index]);

  const events = plan?.plan.events ?? NO_EVENTS;
  const start = plan?.plan.start ?? 0;
  const scale = useMemo(
    () =>
      timelineScale(
        moments.map(({ at }) => at),
        events.map(({ at }) => at),
        start,
      ),
    [moments, events, start],
  );
  const goTo = (to: number): void =>
    onSee(to < 0 ? 0 : (moments[Math.min(to, moments.length - 1)]?.lines ?? 0));
  const pointAt = (clientX: number): void => {
    const box = track.current?.getBoundingClientRect();
    if (box === undefined) return;
    const to = Math.floor((clientX - box.left) / WIDTH) - scale.placeOf(0);
    // Within one moment nothing changes. A browser tells of moves right before a frame: drawn at once, this one shows it.
    if (to !== index) flushSync(() => goTo(to));
  };
  const marks = useMemo(() => {
    const nodes = new Map(journey.nodes.map((node) => [node.id, node]));
    // The day is told where it changes.
    const days = moments.map(({ at }) => formatTime(new Date(at), locale, { zone, show: "date" }));
    return moments.map(({ at, line, lines: key }, each) => {
      const node = nodes.get(line.node);
      const name = node === undefined ? line.node : viewOf(node, locale).title;
      const what = line.what === "send" ? `send.${line.status ?? "planned"}` : line.what;
      return {
        key,
        label: t(`moments.${what}`, { name, defaultValue: name }),
        colour: colourOf(node?.kind ?? line.node),
        when: formatTime(new Date(at), locale, {
          zone,
          ...(days[each] === days[each - 1] ? { show: "time" } : {}),
        }),
        gap: gapBetween(moments[each - 1]?.at ?? at, at, locale),
      };
    });
  }, [moments, journey, locale, zone, t]);
  const moment = moments[index];
  // One place more is room to drag an event beyond the end.
  const width = (scale.places + (plan === undefined ? 0 : 1)) * WIDTH;
  return (
    <div className={css.timeline}>
      <div
        ref={track}
        className={css.track}
        style={{ width }}
        role="slider"
        tabIndex={0}
        aria-label={t("timeline")}
        aria-busy={busy}
        aria-valuemin={0}
        aria-valuemax={moments.length}
        aria-valuenow={index + 1}
        aria-valuetext={
          moment === undefined
            ? t("notBegun")
            : `${formatTime(new Date(moment.at), locale, { zone })}, ${marks[index]?.label ?? ""}`
        }
        data-testid="timeline"
        data-lines={lines}
        onKeyDown={(event) => {
          const to = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: -1, End: moments.length - 1 }[
            event.key
          ];
          if (to === undefined) return;
          event.preventDefault();
          goTo(Math.max(-1, to));
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          pointAt(event.clientX);
        }}
        onPointerMove={(event) => event.buttons === 1 && pointAt(event.clientX)}
      >
        <i className={css.line} aria-hidden />
        <i
          className={css.lineDone}
          style={{ width: index < 0 ? 0 : (scale.placeOf(index) + 0.5) * WIDTH }}
          aria-hidden
        />
        {marks.map(({ key, ...mark }, at) => (
          <Mark
            key={key}
            index={at}
            left={scale.placeOf(at) * WIDTH}
            is={at === index ? "current" : at > index ? "later" : "past"}
            {...mark}
          />
        ))}
      </div>
      {plan !== undefined && (
        <div style={{ width }} className={css.laneRoom}>
          <PlanLane
            events={events}
            scale={scale}
            place={WIDTH}
            zone={zone}
            onMove={plan.onMove}
            onEdit={plan.onEdit}
            onRemove={plan.onRemove}
            onAdd={plan.onAdd}
          />
        </div>
      )}
    </div>
  );
}

interface MarkProps {
  index: number;
  /** From the left, px. */
  left: number;
  is: "past" | "current" | "later";
  label: string;
  colour: string;
  when: string;
  gap: string;
}

/** A moment on the line. */
const Mark = memo(function Mark({ index, left, is, label, colour, when, gap }: MarkProps) {
  return (
    <span
      className={css.moment}
      style={{ left, width: WIDTH }}
      data-index={index}
      data-current={is === "current"}
      data-later={is === "later"}
      aria-hidden
    >
      <b>{label}</b>
      <i className={css.dot} style={{ "--kind": colour } as React.CSSProperties} />
      <small>{when}</small>
      <small className={css.gap}>{gap}</small>
    </span>
  );
});

/** What passes between two moments, where that is a minute at least. */
function gapBetween(before: number, at: number, locale: Locale): string {
  return at - before < MINUTE_MS ? "" : `+ ${describeDuration(roughly(at - before), locale)}`;
}

/** A length of time to the two largest of its units. */
function roughly(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60), minutes % 60];
  if (days > 0) return hours === 0 || days > 9 ? `P${days}D` : `P${days}DT${hours}H`;
  if (hours > 0) return rest === 0 ? `PT${hours}H` : `PT${hours}H${rest}M`;
  return `PT${rest}M`;
}
