import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Route, User, Workflow } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { SendDetail } from "../../src-shared/api/shapes.ts";
import { api, orpc } from "../app/api.ts";
import { navigate, paths } from "../app/routes.ts";
import { openRun } from "../live/chosen-run.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { KindIcon } from "../ui/KindIcon.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { StatusChip } from "../ui/StatusChip.tsx";
import { TimeText } from "../ui/TimeText.tsx";
import { DeliveryCard } from "./DeliveryCard.tsx";
import { readMessage, type Message } from "./message.ts";
import { MessagePreview } from "./MessagePreview.tsx";
import css from "./outbox.module.css";
import { readingOf } from "./reading.ts";
import { fateOf, statusOf, toneOfSummary } from "./tone.ts";
import { WhyCard } from "./WhyCard.tsx";

/** One message: as its person sees it, why it was or was not sent, and where it came from. */
export function SendView({ sendId }: { sendId: string }) {
  const found = useQuery(orpc.outbox.get.queryOptions({ input: { id: sendId } }));
  if (found.isPending) return <LoadingState />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return <Shown detail={found.data} />;
}

function Shown({ detail }: { detail: SendDetail }) {
  const { t } = useTranslation("outbox");
  const { summary, send } = detail;
  const message = send.rendered === undefined ? undefined : readMessage(send.rendered, send.channel);
  return (
    <article className={css.view} aria-labelledby="send-headline">
      <header className={css.viewHead}>
        <KindIcon kind={detail.kind} />
        <h2 id="send-headline">{summary.headline === "" ? detail.stepName : summary.headline}</h2>
        <StatusChip tone={toneOfSummary(summary)}>{t(`status.${statusOf(summary)}`)}</StatusChip>
        <StatusChip>{t(`class.${send.class}`)}</StatusChip>
      </header>
      <div className={css.columns} data-shape={message?.shape}>
        <Preview detail={detail} message={message} />
        <div className={css.aside}>
          <DeliveryCard detail={detail} />
          <WhyCard send={send} zone={detail.zone} />
          <Circumstances detail={detail} />
        </div>
      </div>
    </article>
  );
}

function Preview({ detail, message }: { detail: SendDetail; message: Message | undefined }) {
  const { t } = useTranslation("outbox");
  if (message === undefined) {
    return <EmptyState title={t(`status.${detail.send.status}`)} text={t("nothingRendered")} />;
  }
  const { id } = detail.send;
  return (
    <MessagePreview
      reading={readingOf(detail)}
      message={message}
      // The addresses of unsubscribing and surveys are filled in by the service, which knows where its pages are.
      html={{ key: id, read: async () => (await api.outbox.preview({ id })).html }}
    />
  );
}

function Circumstances({ detail }: { detail: SendDetail }) {
  const { t } = useTranslation("outbox");
  const { summary, send, zone } = detail;
  const settled = send.settledAt ?? send.claimedAt;
  return (
    <>
      <dl className={css.facts}>
        <dt>{t("filter.person")}</dt>
        <dd>{summary.personName}</dd>
        <dt>{t("filter.channel")}</dt>
        <dd>{t(`channels.${send.channel}`, { defaultValue: send.channel })}</dd>
        {send.to !== undefined && (
          <>
            <dt>{t("address")}</dt>
            <dd>{send.to}</dd>
          </>
        )}
        <dt>{t("planned")}</dt>
        <dd>
          <TimeText at={send.plannedAt} />
        </dd>
        {settled !== undefined && (
          <>
            <dt>{t(`fate.${fateOf(send.status)}`)}</dt>
            <dd>
              <TimeText at={settled} />
            </dd>
          </>
        )}
        <dt>{t("theirTime")}</dt>
        <dd>
          <TimeText at={settled ?? send.plannedAt} zone={zone} /> ({zone})
        </dd>
        <dt>{t("step")}</dt>
        <dd>{detail.stepName}</dd>
      </dl>
      <div className={css.links}>
        <Button
          variant="default"
          leftSection={<Route size={14} aria-hidden />}
          onClick={() => openRun(send.journeyId, send.runId)}
          data-testid="show-run"
        >
          {t("run")}
        </Button>
        <Button
          variant="default"
          leftSection={<User size={14} aria-hidden />}
          onClick={() => navigate(paths.person(send.personId))}
          data-testid="show-person"
        >
          {t("person")}
        </Button>
        <Button
          variant="default"
          leftSection={<Workflow size={14} aria-hidden />}
          onClick={() => navigate(paths.journey(send.journeyId))}
        >
          {t("journey")}
        </Button>
      </div>
    </>
  );
}
