import "../live/texts.ts";
import "../outbox/texts.ts";
import "../outbox/why-texts.ts";
import "./texts.ts";
import { ActionIcon, Button, Group, Loader, Tabs, Tooltip } from "@mantine/core";
import { useHotkeys, useLocalStorage } from "@mantine/hooks";
import {
  CalendarPlus,
  ChevronFirst,
  ChevronLast,
  Redo2,
  SkipForward,
  StepBack,
  StepForward,
  Undo2,
} from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Send } from "../../src-shared/engine/run.ts";
import { applyEvent } from "../../src-shared/person/apply-event.ts";
import { useLocale } from "../app/i18n.ts";
import { portsShown, viewOf } from "../canvas/node-view.ts";
import { useBuilder } from "../canvas/store.ts";
import { CopyAction } from "../live/CopyAction.tsx";
import { Trace } from "../live/Trace.tsx";
import { traceAsNdjson, traceAsTable } from "../live/trace-copy.ts";
import type { Answer } from "../outbox/reading.ts";
import { PersonaPicker } from "../persona/PersonaPicker.tsx";
import { usePersona, type Chosen } from "../persona/use-persona.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { ProblemList } from "../ui/ProblemList.tsx";
import { ResizeHandle } from "../ui/ResizeHandle.tsx";
import { formatTime } from "../ui/TimeText.tsx";
import { answerEvent } from "./answer-event.ts";
import { EventForm } from "./EventForm.tsx";
import { EventsTab } from "./EventsTab.tsx";
import { PersonTab } from "./PersonTab.tsx";
import { trackEvent, withEvent, type PlannedEvent } from "./plan.ts";
import { Received } from "./Received.tsx";
import { momentsOf, seenAfter, type Moment, type Walk } from "./seen.ts";
import css from "./simulate.module.css";
import { SimulateCanvas } from "./SimulateCanvas.tsx";
import { Timeline } from "./Timeline.tsx";
import { usePlan, useWalk } from "./use-simulation.ts";

/** A change in the middle of the walk happens this long (ms) after what is seen last. */
const AFTER_MS = 1_000;

/** The mode of the builder in which a persona is walked through the journey as it is drawn (product.md, Simulate). */
export function SimulateMode() {
  const { t } = useTranslation(["simulate", "app"]);
  const { chosen } = usePersona();
  const journey = useBuilder((state) => state.journey);
  const plans = usePlan(chosen);
  const { plan, change } = plans;
  const walk = useWalk(plan, chosen);
  const made = walk.data?.is === "walked" ? walk.data : undefined;
  const persona = plan.persona ?? chosen.person;
  const [point, setPoint] = useState<{ lines: number } | { at: number }>();
  const [shown, setShown] = useState<string>();
  const [tab, setTab] = useState<string | null>("received");
  const [editing, setEditing] = useState<{
    event: Extract<PlannedEvent, { type: "track" }>;
    isNew: boolean;
  }>();
  const [width, setWidth] = useLocalStorage({ key: "parcours.simulate.width", defaultValue: 372 });
  useHotkeys([
    ["mod+Z", () => plans.undo?.()],
    ["mod+shift+Z", () => plans.redo?.()],
    ["mod+Y", () => plans.redo?.()],
  ]);

  const all = made?.trace.length ?? 0;
  const moments = useMemo(() => momentsOf(made?.trace ?? []), [made]);
  const upTo = pointIn(moments, all, point);
  const seen = useMemo(
    () => (made === undefined ? undefined : seenAfter(made, upTo, plan.start)),
    [made, upTo, plan.start],
  );
  const zone = made?.zone ?? persona.timeZone ?? "UTC";
  const now = seen?.at ?? plan.start;
  const see = (to: number): void => {
    setPoint(to >= all ? undefined : { lines: Math.max(0, to) });
    setShown(undefined);
  };
  const happen = (event: PlannedEvent): void => {
    // What comes of it is gone to as soon as the walk has it.
    setPoint({ at: event.at });
    change(withEvent(plan, event));
  };
  const add = (): void =>
    setEditing({
      event: trackEvent(now + AFTER_MS, "", {}) as NonNullable<typeof editing>["event"],
      isNew: true,
    });

  return (
    <div
      className={css.mode}
      style={{ "--panel": `${width}px` } as React.CSSProperties}
      data-testid="simulate-mode"
    >
      <div className={css.stage}>
        <SimulateCanvas
          journey={journey}
          seen={seen}
          chosen={seen?.sends.find(({ send }) => send.id === shown)?.send.nodeId}
          onChoose={(nodeId) => {
            const last = seen?.sends.findLast(({ send }) => send.nodeId === nodeId)?.send.id;
            if (last !== undefined) {
              setShown(last);
              setTab("received");
            }
          }}
        />
        {walk.isFetching && <Loader size="xs" className={css.busy} aria-label={t("walking")} />}
      </div>
      <aside className={css.panel} aria-label={t("panel")}>
        <ResizeHandle label={t("resize")} edge="left" size={width} min={330} max={760} onResize={setWidth} />
        <header className={css.panelHead}>
          <PersonaPicker />
        </header>
        <Tabs value={tab} onChange={setTab} keepMounted={false} className={css.tabs}>
          <Tabs.List px={12}>
            <Tabs.Tab value="received">{t("tabs.received")}</Tabs.Tab>
            <Tabs.Tab value="person" data-testid="tab-person">
              {t("tabs.person")}
            </Tabs.Tab>
            <Tabs.Tab value="events" data-testid="tab-plan">
              {t("tabs.events")}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="received" className={css.tabPanel}>
            <Outcome walk={walk}>
              {seen !== undefined && (
                <Received
                  seen={seen}
                  journey={journey}
                  chosen={chosen}
                  zone={zone}
                  shown={shown}
                  onShow={setShown}
                  onAnswer={(send: Send, given: Answer) => happen(answerEvent(send, given, now))}
                />
              )}
            </Outcome>
          </Tabs.Panel>
          <Tabs.Panel value="person" className={css.tabPanel}>
            <PersonTab
              plan={plan}
              persona={personAt(persona, plan.events, now + AFTER_MS)}
              original={persona}
              at={now + AFTER_MS}
              onChange={change}
            />
          </Tabs.Panel>
          <Tabs.Panel value="events" className={css.tabPanel}>
            <EventsTab
              plan={plan}
              zone={zone}
              onChange={change}
              onEdit={(event) => event.type === "track" && setEditing({ event, isNew: false })}
              onAdd={add}
              onReset={plans.reset}
            />
          </Tabs.Panel>
        </Tabs>
      </aside>
      <Bottom
        walk={made}
        chosen={chosen}
        zone={zone}
        upTo={upTo}
        controls={
          <>
            <Tool
              label={t("first")}
              onClick={() => see(0)}
              off={upTo === 0}
              icon={<ChevronFirst size={15} />}
            />
            <Tool
              label={t("back")}
              onClick={() => see(upTo - 1)}
              off={upTo === 0}
              icon={<StepBack size={14} />}
            />
            <Tool
              label={t("step")}
              onClick={() => see(upTo + 1)}
              off={upTo >= all}
              icon={<StepForward size={14} />}
            />
            <Tool
              label={t("nextMoment")}
              onClick={() => see(moments.find((moment) => moment.lines > upTo)?.lines ?? all)}
              off={upTo >= all}
              icon={<SkipForward size={14} />}
            />
            <Tool
              label={t("end")}
              onClick={() => see(all)}
              off={upTo >= all}
              icon={<ChevronLast size={15} />}
            />
            <Tool
              label={t("undo")}
              onClick={plans.undo}
              off={plans.undo === undefined}
              icon={<Undo2 size={14} />}
            />
            <Tool
              label={t("redo")}
              onClick={plans.redo}
              off={plans.redo === undefined}
              icon={<Redo2 size={14} />}
            />
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<CalendarPlus size={14} aria-hidden />}
              onClick={add}
              data-testid="inject-event"
            >
              {t("inject")}
            </Button>
          </>
        }
        timeline={<Timeline moments={moments} journey={journey} zone={zone} lines={upTo} onSee={see} />}
        at={now}
      />
      {editing !== undefined && (
        <EventForm
          event={editing.event}
          isNew={editing.isNew}
          zone={zone}
          onClose={() => setEditing(undefined)}
          onSave={(event) => {
            setEditing(undefined);
            happen(event);
          }}
        />
      )}
    </div>
  );
}

/**
 * How many lines of the trace are seen. Until somebody steps back it is the whole walk, and a shorter one has no later
 * point to stand at.
 */
function pointIn(
  moments: readonly Moment[],
  all: number,
  point: { lines: number } | { at: number } | undefined,
): number {
  if (point === undefined) return all;
  if ("lines" in point) return Math.min(point.lines, all);
  return moments.findLast(({ at }) => at <= point.at)?.lines ?? 0;
}

/** Her profile at an instant, as the plan changes it. */
function personAt(persona: Chosen["person"], events: readonly PlannedEvent[], at: number): Chosen["person"] {
  return events
    .filter((event) => event.at <= at)
    .reduce((person, { id, at: timestamp, ...event }) => {
      const known = { messageId: id, personId: person.id, timestamp };
      return applyEvent(
        person,
        event.type === "track"
          ? { ...known, type: "track", name: event.event, properties: event.properties }
          : { ...known, type: "identify", name: "identify", properties: {}, traits: event.traits },
      );
    }, persona);
}

/** The panel's content, or why there is none yet. */
function Outcome({ walk, children }: { walk: ReturnType<typeof useWalk>; children: ReactNode }) {
  const { t } = useTranslation("simulate");
  if (walk.data === undefined)
    return walk.error === null ? (
      <LoadingState />
    ) : (
      <ErrorState error={walk.error} onRetry={() => void walk.refetch()} />
    );
  if (walk.data.is === "problems")
    return (
      <div className={css.tab} data-testid="simulate-problems">
        <EmptyState title={t("problems.title")} text={t("problems.text")} />
        <ProblemList problems={walk.data.problems} />
      </div>
    );
  return children;
}

interface BottomProps {
  walk: Walk | undefined;
  chosen: Chosen;
  zone: string;
  upTo: number;
  at: number;
  controls: ReactNode;
  timeline: ReactNode;
}

/** Timeline and trace, with what moves along them. */
function Bottom({ walk, zone, upTo, at, controls, timeline }: BottomProps) {
  const { t } = useTranslation(["simulate", "live"]);
  const locale = useLocale();
  const journey = useBuilder((state) => state.journey);
  const [tab, setTab] = useState<string | null>("timeline");
  const steps = useMemo(
    () =>
      Object.fromEntries(
        journey.nodes.map((node) => [node.id, { name: viewOf(node, locale).title, kind: node.kind }]),
      ),
    [journey, locale],
  );
  const lines = walk?.trace.slice(0, upTo) ?? [];
  return (
    <section className={css.bottom} aria-label={t("timeline")}>
      <Tabs value={tab} onChange={setTab} keepMounted={false} className={css.tabs}>
        <div className={css.bottomHead}>
          <Tabs.List>
            <Tabs.Tab value="timeline">{t("timeline")}</Tabs.Tab>
            <Tabs.Tab value="trace" data-testid="tab-trace">
              {t("trace")}
            </Tabs.Tab>
          </Tabs.List>
          <span className={css.clock} data-testid="simulated-now">
            {formatTime(new Date(at), locale, { zone, seconds: true })} <small>{zone}</small>
          </span>
          <Group gap={4} className={css.controls} role="toolbar" aria-label={t("controls")}>
            {controls}
          </Group>
        </div>
        <Tabs.Panel value="timeline" className={css.bottomPanel}>
          {walk !== undefined && walk.trace.length === 0 ? (
            <EmptyState title={t("noEntry.title")} text={t("noEntry.text")} />
          ) : (
            timeline
          )}
        </Tabs.Panel>
        <Tabs.Panel value="trace" className={css.bottomPanel}>
          <Group gap={4} px={12}>
            <CopyAction label={t("run.copyTable", { ns: "live" })} text={() => traceAsTable(lines)} />
            <CopyAction label={t("run.copyNdjson", { ns: "live" })} text={() => traceAsNdjson(lines)} />
          </Group>
          <Trace
            lines={lines}
            sends={[]}
            steps={steps}
            zone={zone}
            portLabel={(nodeId, port) => {
              const node = journey.nodes.find(({ id }) => id === nodeId);
              const known =
                node === undefined
                  ? undefined
                  : portsShown(node, journey, locale).find(({ id }) => id === port);
              return known?.label[locale] ?? port;
            }}
            heading={t("trace")}
          />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

function Tool(props: { label: string; onClick: (() => void) | undefined; off: boolean; icon: ReactNode }) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon
        variant="default"
        aria-label={props.label}
        disabled={props.off}
        onClick={() => props.onClick?.()}
      >
        {props.icon}
      </ActionIcon>
    </Tooltip>
  );
}
