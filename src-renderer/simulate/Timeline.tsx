import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { describeDuration } from "../../src-shared/time/duration.ts";
import { useLocale } from "../app/i18n.ts";
import { viewOf } from "../canvas/node-view.ts";
import { colourOf } from "../ui/kind-colour.ts";
import { formatTime } from "../ui/TimeText.tsx";
import type { Moment } from "./seen.ts";
import css from "./simulate.module.css";

/** Room of a moment on the line, px: for its label. */
const WIDTH = 132;
const MINUTE_MS = 60_000;

interface Props {
  moments: readonly Moment[];
  journey: Journey;
  zone: string;
  /** How many lines of the trace are seen. */
  lines: number;
  onSee: (lines: number) => void;
}

/** What happened when, to be gone through by mouse and keyboard. */
export function Timeline({ moments, journey, zone, lines, onSee }: Props) {
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

  const goTo = (to: number): void =>
    onSee(to < 0 ? 0 : (moments[Math.min(to, moments.length - 1)]?.lines ?? 0));
  const pointAt = (clientX: number): void => {
    const box = track.current?.getBoundingClientRect();
    if (box !== undefined) goTo(Math.floor((clientX - box.left) / WIDTH));
  };
  const moment = moments[index];
  return (
    <div className={css.timeline}>
      <div
        ref={track}
        className={css.track}
        style={{ width: Math.max(1, moments.length) * WIDTH }}
        role="slider"
        tabIndex={0}
        aria-label={t("timeline")}
        aria-valuemin={0}
        aria-valuemax={moments.length}
        aria-valuenow={index + 1}
        aria-valuetext={
          moment === undefined
            ? t("notBegun")
            : `${formatTime(new Date(moment.at), locale, { zone })}, ${labelOf(moment)}`
        }
        data-testid="timeline"
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
        <i className={css.lineDone} style={{ width: Math.max(0, (index + 0.5) * WIDTH) }} aria-hidden />
        {moments.map((each, at) => (
          <span
            key={each.lines}
            className={css.moment}
            style={{ left: at * WIDTH, width: WIDTH }}
            data-index={at}
            data-current={at === index}
            data-later={at > index}
            aria-hidden
          >
            <b>{labelOf(each)}</b>
            <i
              className={css.dot}
              style={{ "--kind": colourOf(kindAt(each.line.node)) } as React.CSSProperties}
            />
            <small>{formatTime(new Date(each.at), locale, { zone, ...whenOf(at) })}</small>
            <small className={css.gap}>{gapBefore(at)}</small>
          </span>
        ))}
      </div>
    </div>
  );

  function kindAt(nodeId: string): string {
    return journey.nodes.find(({ id }) => id === nodeId)?.kind ?? nodeId;
  }

  function labelOf({ line }: Moment): string {
    const node = journey.nodes.find(({ id }) => id === line.node);
    const name = node === undefined ? line.node : viewOf(node, locale).title;
    const what = line.what === "send" ? `send.${line.status ?? "planned"}` : line.what;
    return t(`moments.${what}`, { name, defaultValue: name });
  }

  /** The day is told where it changes. */
  function whenOf(at: number): { show?: "time" } {
    const day = (ms: number | undefined) =>
      ms === undefined ? "" : formatTime(new Date(ms), locale, { zone, show: "date" });
    return day(moments[at]?.at) === day(moments[at - 1]?.at) ? { show: "time" } : {};
  }

  function gapBefore(at: number): string {
    const before = moments[at - 1]?.at;
    const gap = before === undefined ? 0 : (moments[at]?.at ?? before) - before;
    return gap < MINUTE_MS ? "" : `+ ${describeDuration(roughly(gap), locale)}`;
  }
}

/** A length of time to the two largest of its units. */
function roughly(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60), minutes % 60];
  if (days > 0) return hours === 0 || days > 9 ? `P${days}D` : `P${days}DT${hours}H`;
  if (hours > 0) return rest === 0 ? `PT${hours}H` : `PT${hours}H${rest}M`;
  return `PT${rest}M`;
}
