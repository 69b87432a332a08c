import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { orpc } from "../app/api.ts";
import { Pager } from "../people/Pager.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { EventLines } from "./EventLines.tsx";
import css from "./live.module.css";

const PAGE = 50;

/** What happened lately in the whole workspace; events that wait to be taken up are marked. */
export function EventFeed() {
  const { t } = useTranslation("live");
  const [offset, setOffset] = useState(0);
  const found = useQuery(
    // One more than a page: the answer does not say how many there are in all.
    orpc.events.recent.queryOptions({
      input: { limit: PAGE + 1, offset },
      placeholderData: keepPreviousData,
    }),
  );
  if (found.isPending) return <LoadingState />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data.length === 0 && offset === 0)
    return <EmptyState icon={Activity} title={t("events.empty")} text={t("events.emptyHelp")} />;
  return (
    <>
      <div className={css.scroll} data-testid="event-feed">
        <EventLines events={found.data.slice(0, PAGE)} />
      </div>
      <Pager total={offset + found.data.length} offset={offset} size={PAGE} onChange={setOffset} />
    </>
  );
}
