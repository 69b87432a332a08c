import "./delivery-texts.ts";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Remedy, SendDetail } from "../../src-shared/api/shapes.ts";
import { describeReason } from "../../src-shared/channels/reasons.ts";
import { OVERDUE } from "../../src-shared/engine/overdue.ts";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { TimeText } from "../ui/TimeText.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import css from "./delivery.module.css";

/** What cannot be taken back is asked for first. */
const ASKED = ["resend", "skip"] as const satisfies readonly Remedy[];
type Asked = (typeof ASKED)[number];

/** Where a message stands on its way outside, each attempt, and what can be done about it by hand (domain.md, Delivery). */
export function DeliveryCard({ detail }: { detail: SendDetail }) {
  const { t } = useTranslation(["delivery", "reason"]);
  const locale = useLocale();
  const { delivery, remedies, send } = detail;
  if (delivery === undefined && remedies.length === 0) return null;
  const reason = delivery?.reason ?? send.reason;
  const overdue = delivery?.state === "queued" && reason === OVERDUE;
  const explained = send.status === "unknown" && delivery?.state === "settled" ? "unknown" : delivery?.state;
  return (
    <section
      className={`card ${css.card}`}
      data-testid="delivery"
      data-state={delivery?.state}
      aria-label={t("title")}
    >
      <h3>{t("title")}</h3>
      {explained !== undefined && explained !== "settled" && (
        <p>
          {t(overdue ? "explain.overdue" : `explain.${explained}`)}
          {delivery?.dueAt !== undefined && (
            <>
              {" "}
              {t(overdue ? "explain.expires" : "explain.dueAt")}: <TimeText at={delivery.dueAt} />
            </>
          )}
        </p>
      )}
      {reason !== undefined && send.status !== "accepted" && (
        <p>
          {t("because", { reason: t(reason, { ns: "reason", defaultValue: reason }) })}
          {send.status !== "unknown" && describeReason(reason, locale).hint !== "" && (
            <> {describeReason(reason, locale).hint}</>
          )}
          {delivery?.detail !== undefined && <code className={css.said}>{delivery.detail}</code>}
        </p>
      )}
      {delivery !== undefined && delivery.tries.length > 0 && (
        <ol className={css.tries}>
          {delivery.tries.map((each) => (
            <li key={each.number} data-outcome={each.outcome ?? "none"}>
              <span>{t("try", { number: each.number })}</span>
              <TimeText at={each.begunAt} seconds />
              <span>
                {t(`outcome.${each.outcome ?? "none"}`)}
                {each.reason !== undefined &&
                  ` · ${t(each.reason, { ns: "reason", defaultValue: each.reason })}`}
              </span>
            </li>
          ))}
        </ol>
      )}
      <Remedies detail={detail} />
    </section>
  );
}

function Remedies({ detail }: { detail: SendDetail }) {
  const { t } = useTranslation("delivery");
  const describe = useErrorText();
  const [asked, setAsked] = useState<Asked>();
  const mend = useMutation(
    orpc.outbox.mend.mutationOptions({
      onError: (error) => toast("bad", describe(error)),
      onSettled: () => setAsked(undefined),
    }),
  );
  if (detail.remedies.length === 0) return null;
  const apply = (remedy: Remedy): void => mend.mutate({ id: detail.summary.id, remedy });
  const name = detail.summary.personName;
  return (
    <div className={css.remedies}>
      {detail.remedies.map((remedy) => {
        const ask = ASKED.find((each) => each === remedy);
        return (
          <Button
            key={remedy}
            size="compact-sm"
            variant={remedy === "retry" ? "filled" : "default"}
            loading={mend.isPending}
            data-testid={`remedy-${remedy}`}
            onClick={() => (ask === undefined ? apply(remedy) : setAsked(ask))}
          >
            {t(`remedy.${remedy}`)}
          </Button>
        );
      })}
      {ASKED.map((each) => (
        <ConfirmDialog
          key={each}
          opened={asked === each}
          title={t(`${each}.title`)}
          text={t(`${each}.text`, { name })}
          confirm={t(`${each}.confirm`)}
          danger
          busy={mend.isPending}
          onConfirm={() => apply(each)}
          onClose={() => setAsked(undefined)}
        />
      ))}
    </div>
  );
}
