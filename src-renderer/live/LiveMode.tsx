import { Button, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { JourneyFile, LiveOverview } from "../../src-shared/api/shapes.ts";
import type { z } from "zod";
import { readJourney } from "../../src-shared/journey/read.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { orpc } from "../app/api.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { chooseRun, useChosenRun } from "./chosen-run.ts";
import { ClockBar } from "./ClockBar.tsx";
import { EventFeed } from "./EventFeed.tsx";
import { LiveCanvas } from "./LiveCanvas.tsx";
import css from "./live.module.css";
import { LiveHeader } from "./LiveHeader.tsx";
import { NO_RUN_FILTERS, RunList } from "./RunList.tsx";
import { RunView } from "./RunView.tsx";
import { SendTestEvent } from "./SendTestEvent.tsx";
import "./texts.ts";

/** The mode of the builder in which a published journey is watched (product.md, Live). */
export function LiveMode({ journeyId }: { journeyId: string }) {
  const file = useQuery(orpc.journeys.get.queryOptions({ input: { id: journeyId } }));
  const live = useQuery(orpc.journeys.live.queryOptions({ input: { id: journeyId } }));
  const text = file.data?.text;
  const journey = useMemo(() => (text === undefined ? undefined : readJourney(text).journey), [text]);
  const failed = file.error ?? live.error;
  if (failed !== null) {
    return <ErrorState error={failed} onRetry={() => void Promise.all([file.refetch(), live.refetch()])} />;
  }
  if (file.data === undefined || live.data === undefined || journey === undefined) return <LoadingState />;
  return <Watched file={file.data} live={live.data} journey={journey} />;
}

interface WatchedProps {
  file: z.infer<typeof JourneyFile>;
  live: LiveOverview;
  journey: Journey;
}

function Watched({ file, live, journey }: WatchedProps) {
  const { t } = useTranslation("live");
  const runId = useChosenRun(file.id);
  const [tab, setTab] = useState<string | null>("runs");
  const [filters, setFilters] = useState(NO_RUN_FILTERS);
  const [sending, setSending] = useState(false);
  const published = file.version !== undefined;
  const nextDue = live.nodes.reduce<number | undefined>(
    (soonest, node) => (node.nextDue === undefined ? soonest : Math.min(node.nextDue, soonest ?? Infinity)),
    undefined,
  );

  return (
    <div className={css.live} data-testid="live-mode">
      <LiveHeader journeyId={file.id} live={live} published={published}>
        <Button
          leftSection={<Send size={14} aria-hidden />}
          disabled={!published}
          onClick={() => setSending(true)}
          data-testid="send-test-event"
        >
          {t("send")}
        </Button>
      </LiveHeader>
      <ClockBar nextDue={nextDue} />
      {!published ? (
        <EmptyState icon={Send} title={t("notPublished.title")} text={t("notPublished.text")} />
      ) : (
        <div className={css.split}>
          <LiveCanvas
            journey={journey}
            live={live}
            chosen={filters.nodeId}
            onChoose={(nodeId) => {
              chooseRun(file.id, undefined);
              setTab("runs");
              setFilters(nodeId === filters.nodeId ? NO_RUN_FILTERS : { nodeId, status: "active" });
            }}
          />
          <aside className={css.panel} aria-label={t("panel")}>
            {runId !== undefined ? (
              <RunView
                key={runId}
                runId={runId}
                journey={journey}
                onBack={() => chooseRun(file.id, undefined)}
              />
            ) : (
              <Tabs value={tab} onChange={setTab} keepMounted={false} className={css.tabs}>
                <Tabs.List px={12}>
                  <Tabs.Tab value="runs">{t("tabs.runs")}</Tabs.Tab>
                  <Tabs.Tab value="events" data-testid="tab-events">
                    {t("tabs.events")}
                  </Tabs.Tab>
                </Tabs.List>
                <Tabs.Panel value="runs" className={css.tabPanel}>
                  <RunList journey={journey} journeyId={file.id} filters={filters} onFilter={setFilters} />
                </Tabs.Panel>
                <Tabs.Panel value="events" className={css.tabPanel}>
                  <EventFeed />
                </Tabs.Panel>
              </Tabs>
            )}
          </aside>
        </div>
      )}
      {sending && (
        <SendTestEvent
          journey={journey}
          state={live.state}
          onClose={() => setSending(false)}
          onSent={(personId) => {
            setSending(false);
            chooseRun(file.id, undefined);
            setTab("runs");
            setFilters({ personId });
          }}
        />
      )}
    </div>
  );
}
