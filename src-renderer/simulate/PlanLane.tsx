import { memo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../app/i18n.ts";
import { formatTime } from "../ui/TimeText.tsx";
import { planEventName, type PlannedEvent } from "./plan.ts";
import css from "./simulate.module.css";
import type { TimelineScale } from "./timeline-scale.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A press that moves less than this is a click, px. */
const CLICK = 4;

interface Props {
  events: readonly PlannedEvent[];
  scale: TimelineScale;
  /** Width of a place, px. */
  place: number;
  zone: string;
  onMove: (event: PlannedEvent, at: number) => void;
  onEdit: (event: PlannedEvent) => void;
  onRemove: (event: PlannedEvent) => void;
  /** An event at an instant (epoch ms) is wanted. */
  onAdd: (at: number) => void;
}

/** The events of the plan where they happen: dragged along the line, moved by keys, edited, removed and added. */
export const PlanLane = memo(function PlanLane(props: Props) {
  const { events, scale, place, zone, onMove, onEdit, onRemove, onAdd } = props;
  const { t } = useTranslation("simulate");
  const locale = useLocale();
  const lane = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Dragged>();
  const instantAt = (scaleThen: TimelineScale, px: number): number => scaleThen.at(px / place, 1 / place);

  return (
    <div
      ref={lane}
      className={css.lane}
      role="group"
      aria-label={t("lane.label")}
      title={t("lane.help")}
      data-testid="plan-lane"
      onDoubleClick={({ target, clientX }) => {
        const box = lane.current?.getBoundingClientRect();
        if (target === lane.current && box !== undefined) onAdd(instantAt(scale, clientX - box.left));
      }}
    >
      {events.map((event) => {
        const isDragged = drag?.id === event.id;
        const at = isDragged ? drag.at : event.at;
        const left = (isDragged ? drag.scale : scale).from(at) * place;
        const when = formatTime(new Date(at), locale, { zone });
        const name = planEventName(event);
        return (
          <button
            key={event.id}
            type="button"
            className={css.planned}
            style={{ left }}
            data-dragged={isDragged}
            data-testid={`planned-${name}`}
            aria-label={t("lane.event", { name, when })}
            aria-description={t("lane.keys")}
            onPointerDown={(pointer) => {
              if (pointer.button !== 0) return;
              pointer.currentTarget.setPointerCapture(pointer.pointerId);
              // The line keeps its measure until the event is let go, wherever it is meanwhile.
              setDrag({ id: event.id, from: pointer.clientX, left, at: event.at, moved: false, scale });
            }}
            onPointerMove={({ clientX }) => {
              if (drag === undefined) return;
              const by = clientX - drag.from;
              if (!drag.moved && Math.abs(by) < CLICK) return;
              setDrag({ ...drag, moved: true, at: instantAt(drag.scale, drag.left + by) });
            }}
            onPointerUp={() => {
              if (drag === undefined) return;
              setDrag(undefined);
              if (!drag.moved) onEdit(event);
              else if (drag.at !== event.at) onMove(event, drag.at);
            }}
            onPointerCancel={() => setDrag(undefined)}
            onKeyDown={(key) => {
              if (key.key === "Escape" && drag !== undefined) return setDrag(undefined);
              if (key.key === "Delete" || key.key === "Backspace") return onRemove(event);
              if (key.key === "Enter" || key.key === " ") {
                key.preventDefault();
                return onEdit(event);
              }
              const way = { ArrowLeft: -1, ArrowRight: 1 }[key.key];
              if (way === undefined) return;
              key.preventDefault();
              onMove(event, event.at + way * (key.altKey ? DAY_MS : key.shiftKey ? HOUR_MS : MINUTE_MS));
            }}
          >
            <span>{name}</span>
            {isDragged && drag.moved && <small>{when}</small>}
          </button>
        );
      })}
    </div>
  );
});

interface Dragged {
  id: string;
  /** Where the pointer was when it went down, and where the event was, px. */
  from: number;
  left: number;
  /** The instant the event has where it is now, epoch ms. */
  at: number;
  moved: boolean;
  scale: TimelineScale;
}
