import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { hrefOf, paths } from "../app/routes.ts";
import { ChannelIcon } from "../outbox/ChannelIcon.tsx";
import { toneOf } from "../outbox/tone.ts";
import "../outbox/texts.ts";
import { openRun } from "../live/chosen-run.ts";
import { EventLines } from "../live/EventLines.tsx";
import { runTone } from "../live/run-tone.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { StatusChip } from "../ui/StatusChip.tsx";
import { formatTime, TimeText } from "../ui/TimeText.tsx";
import { Pager } from "./Pager.tsx";
import css from "./people.module.css";

const PAGE = 25;

/** What a person did, newest first. */
export function PersonEvents({ personId }: { personId: string }) {
  const { t } = useTranslation("people");
  const [offset, setOffset] = useState(0);
  const found = useQuery(
    // One more than a page: the answer does not say how many there are in all.
    orpc.events.recent.queryOptions({
      input: { personId, limit: PAGE + 1, offset },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Loaded query={found} none={t("profile.noEvents")}>
      {(events) => (
        <>
          <EventLines events={events.slice(0, PAGE)} showPerson={false} />
          <Pager total={offset + events.length} offset={offset} size={PAGE} onChange={setOffset} />
        </>
      )}
    </Loaded>
  );
}

/** The journeys a person is or was in. */
export function PersonRuns({ personId }: { personId: string }) {
  const { t } = useTranslation("people");
  const locale = useLocale();
  const [offset, setOffset] = useState(0);
  const found = useQuery(
    orpc.runs.list.queryOptions({
      input: { personId, limit: PAGE, offset },
      placeholderData: keepPreviousData,
    }),
  );
  const journeys = useQuery(orpc.journeys.list.queryOptions());
  const names = new Map((journeys.data ?? []).map(({ id, name }) => [id, name]));
  return (
    <Loaded query={found} none={t("profile.noRuns")} isEmpty={(data) => data.total === 0}>
      {({ runs, total }) => (
        <>
          <ul className={css.timeline}>
            {runs.map((run) => (
              <li key={run.id}>
                <button type="button" className={css.line} onClick={() => openRun(run.journeyId, run.id)}>
                  <b>{names.get(run.journeyId) ?? run.journeyId}</b>
                  <StatusChip tone={runTone(run.status)}>{t(`runStatus.${run.status}`)}</StatusChip>
                  {run.until !== undefined && (
                    <span>{t("profile.until", { time: formatTime(new Date(run.until), locale) })}</span>
                  )}
                  <TimeText at={run.startedAt} />
                </button>
              </li>
            ))}
          </ul>
          <Pager total={total} offset={offset} size={PAGE} onChange={setOffset} />
        </>
      )}
    </Loaded>
  );
}

/** The messages a person got, or would have got. */
export function PersonSends({ personId }: { personId: string }) {
  const { t } = useTranslation(["people", "outbox"]);
  const [offset, setOffset] = useState(0);
  const found = useQuery(
    orpc.outbox.list.queryOptions({
      input: { personId, limit: PAGE, offset },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Loaded query={found} none={t("profile.noSends")} isEmpty={(data) => data.total === 0}>
      {({ sends, total }) => (
        <>
          <ul className={css.timeline}>
            {sends.map((send) => (
              <li key={send.id}>
                <a className={css.line} href={hrefOf(paths.send(send.id))}>
                  <ChannelIcon channel={send.channel} />
                  <b>{send.headline === "" ? send.journeyName : send.headline}</b>
                  <StatusChip tone={toneOf(send.status)}>
                    {t(`status.${send.status}`, { ns: "outbox" })}
                  </StatusChip>
                  <TimeText at={send.at} />
                </a>
              </li>
            ))}
          </ul>
          <Pager total={total} offset={offset} size={PAGE} onChange={setOffset} />
        </>
      )}
    </Loaded>
  );
}

interface Query<T> {
  data: T | undefined;
  isPending: boolean;
  isError: boolean;
  error: Error | null;
  refetch(): Promise<unknown>;
}

/** A list on its way, failed, empty, or there. */
function Loaded<T>(props: {
  query: Query<T>;
  none: string;
  isEmpty?: (data: T) => boolean;
  children: (data: T) => ReactNode;
}) {
  const { query, none, children } = props;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingState />;
  const empty = props.isEmpty?.(query.data) ?? (Array.isArray(query.data) && query.data.length === 0);
  return empty ? <p>{none}</p> : children(query.data);
}
