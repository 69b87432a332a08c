import { Group, Tabs } from "@mantine/core";
import { useMemo, useState, useTransition, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { useLocale } from "../app/i18n.ts";
import { CopyAction } from "../live/CopyAction.tsx";
import { Trace } from "../live/Trace.tsx";
import { traceAsNdjson, traceAsTable } from "../live/trace-copy.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { formatTime } from "../ui/TimeText.tsx";
import { useStable } from "../ui/use-stable.ts";
import { Compare } from "./Compare.tsx";
import { Controls } from "./Controls.tsx";
import { instantAfter, type Moment, type Walk } from "./seen.ts";
import css from "./simulate.module.css";
import { stepNames, wayNames } from "./step-names.ts";
import { Timeline, type TimelinePlan } from "./Timeline.tsx";

interface Props {
  walk: Walk | undefined;
  moments: readonly Moment[];
  /** The first and the other future, where there are two. */
  futures: { first: Walk; other: Walk; from: number } | undefined;
  journey: Journey;
  zone: string;
  /** How many lines of the trace are seen. */
  upTo: number;
  /** Where nothing happened yet, epoch ms. */
  start: number;
  busy?: boolean | undefined;
  plan?: TimelinePlan | undefined;
  /** Further controls; they can ask for the instant that is seen, epoch ms. */
  controls: (now: () => number) => ReactNode;
  onSee: (lines: number) => void;
  onSeeAt: (at: number) => void;
}

/** Timeline, trace and comparison, with what moves along them. */
export function Bottom(props: Props) {
  const { walk, moments, futures, journey, zone, upTo, start, busy, plan, onSee, onSeeAt } = props;
  const { t } = useTranslation(["simulate", "live"]);
  const locale = useLocale();
  const [chosen, setTab] = useState<string | null>("timeline");
  // The comparison goes with the second future.
  const tab = chosen === "compare" && futures === undefined ? "timeline" : chosen;
  const steps = useMemo(() => stepNames(journey, locale), [journey, locale]);
  const portLabel = useMemo(() => wayNames(journey, locale), [journey, locale]);
  const lines = useMemo(() => walk?.trace.slice(0, upTo) ?? [], [walk, upTo]);
  const all = walk?.trace.length ?? 0;
  // The hand on the timeline is followed at once; whatever is seen from there comes as soon as it can.
  const [hand, setHand] = useState(upTo);
  const [isComing, startComing] = useTransition();
  const shown = isComing ? Math.min(hand, all) : upTo;
  const now = instantAfter(walk?.trace ?? [], shown, start);
  const nowThen = useStable(() => now);
  const { controls } = props;
  const further = useMemo(() => controls(nowThen), [controls, nowThen]);
  const see = (to: number): void => {
    setHand(Math.max(0, to));
    startComing(() => onSee(to));
  };
  return (
    <section className={css.bottom} aria-label={t("timeline")}>
      <Tabs value={tab} onChange={setTab} keepMounted={false} className={css.tabs}>
        <div className={css.bottomHead}>
          <Tabs.List>
            <Tabs.Tab value="timeline">{t("timeline")}</Tabs.Tab>
            <Tabs.Tab value="trace" data-testid="tab-trace">
              {t("trace")}
            </Tabs.Tab>
            {futures !== undefined && (
              <Tabs.Tab value="compare" data-testid="tab-compare">
                {t("compare.tab")}
              </Tabs.Tab>
            )}
          </Tabs.List>
          <span className={css.clock} data-testid="simulated-now">
            {formatTime(new Date(now), locale, { zone, seconds: true })} <small>{zone}</small>
          </span>
          <Group gap={4} className={css.controls} role="toolbar" aria-label={t("controls")}>
            <Controls moments={moments} all={all} upTo={shown} onSee={see} />
            {further}
          </Group>
        </div>
        <Tabs.Panel value="timeline" className={css.bottomPanel}>
          {walk !== undefined && walk.trace.length === 0 && <p className={css.hint}>{t("noEntry.text")}</p>}
          <Timeline
            moments={moments}
            journey={journey}
            zone={zone}
            lines={shown}
            busy={busy}
            onSee={see}
            plan={plan}
          />
        </Tabs.Panel>
        <Tabs.Panel value="trace" className={css.bottomPanel} tabIndex={0}>
          {lines.length === 0 ? (
            <EmptyState title={t("noEntry.title")} text={t("noEntry.text")} />
          ) : (
            <>
              <Group gap={4} px={12}>
                <CopyAction label={t("run.copyTable", { ns: "live" })} text={() => traceAsTable(lines)} />
                <CopyAction label={t("run.copyNdjson", { ns: "live" })} text={() => traceAsNdjson(lines)} />
              </Group>
              <Trace
                lines={lines}
                sends={[]}
                steps={steps}
                zone={zone}
                portLabel={portLabel}
                heading={t("trace")}
              />
            </>
          )}
        </Tabs.Panel>
        {futures !== undefined && (
          <Tabs.Panel value="compare" className={css.bottomPanel} tabIndex={0}>
            <Compare {...futures} steps={steps} zone={zone} portLabel={portLabel} onSeeAt={onSeeAt} />
          </Tabs.Panel>
        )}
      </Tabs>
    </section>
  );
}
