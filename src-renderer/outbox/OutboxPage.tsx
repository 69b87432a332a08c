import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Inbox, Mails, SearchX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { orpc } from "../app/api.ts";
import { PauseSending } from "../app/PauseSending.tsx";
import { navigate, paths } from "../app/routes.ts";
import { useDamaged } from "../app/use-damaged.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Pager } from "../people/Pager.tsx";
import { HealthBanner } from "./HealthBanner.tsx";
import css from "./outbox.module.css";
import { hasFilters, NO_FILTERS, OutboxFilters } from "./OutboxFilters.tsx";
import { SendList } from "./SendList.tsx";
import { SendView } from "./SendView.tsx";
import "./texts.ts";

/** Messages on one page of the list. */
const PAGE = 50;

/** Every message as sent, whatever the channel (product.md, Outbox): the list at the left, the chosen one beside it. */
export function OutboxPage({ sendId }: { sendId?: string | undefined }) {
  const { t } = useTranslation(["outbox", "care"]);
  const damaged = useDamaged();
  const [filters, setFilters] = useState(NO_FILTERS);
  const [offset, setOffset] = useState(0);
  const found = useQuery(
    orpc.outbox.list.queryOptions({
      input: { ...filters, limit: PAGE, offset },
      placeholderData: keepPreviousData,
    }),
  );
  const total = found.data?.total ?? 0;
  const nothingAtAll = found.isSuccess && total === 0 && !hasFilters(filters);

  return (
    <div className="page">
      <PageHeader title={t("title")}>{damaged === false && <PauseSending />}</PageHeader>
      <HealthBanner
        filters={filters}
        onChoose={(next) => {
          setFilters(next);
          setOffset(0);
        }}
      />
      {nothingAtAll && sendId === undefined ? (
        <div className="page-body">
          {damaged === true ? (
            <EmptyState icon={Inbox} title={t("care:noSends")} text={t("care:wayBack")} />
          ) : (
            <EmptyState icon={Inbox} title={t("empty.title")} text={t("empty.text")}>
              <Button variant="default" onClick={() => navigate(paths.journeys)}>
                {t("empty.action")}
              </Button>
            </EmptyState>
          )}
        </div>
      ) : (
        <div className={css.split}>
          <section className={css.side} aria-label={t("list")}>
            <OutboxFilters
              value={filters}
              onChange={(next) => {
                setFilters(next);
                setOffset(0);
              }}
            />
            <div className={css.scroll}>
              {found.isPending ? (
                <LoadingState />
              ) : found.isError ? (
                <ErrorState error={found.error} onRetry={() => void found.refetch()} />
              ) : found.data.sends.length === 0 ? (
                <EmptyState icon={SearchX} title={t("noMatch.title")} text={t("noMatch.text")}>
                  <Button variant="default" onClick={() => setFilters(NO_FILTERS)}>
                    {t("noMatch.action")}
                  </Button>
                </EmptyState>
              ) : (
                <SendList sends={found.data.sends} chosen={sendId} />
              )}
            </div>
            <Pager total={total} offset={offset} size={PAGE} onChange={setOffset} />
          </section>
          <section className={css.main}>
            {sendId === undefined ? (
              <EmptyState icon={Mails} title={t("choose.title")} text={t("choose.text")} />
            ) : (
              <SendView key={sendId} sendId={sendId} />
            )}
          </section>
        </div>
      )}
    </div>
  );
}
