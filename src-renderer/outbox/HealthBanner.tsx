import "./delivery-texts.ts";
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Unplug, UserX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { OutboxHealth } from "../../src-shared/api/shapes.ts";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { formatTime, TimeText } from "../ui/TimeText.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import css from "./delivery.module.css";
import type { Filters } from "./OutboxFilters.tsx";

/** More people than this are counted rather than named. */
const NAMED = 3;

interface Props {
  filters: Filters;
  onChoose: (filters: Filters) => void;
}

/** What stands in the way of messages, above the list: channels that are down, people set aside, what waits for a decision. */
export function HealthBanner({ filters, onChoose }: Props) {
  const { t } = useTranslation("delivery");
  const { data } = useQuery(orpc.outbox.health.queryOptions());
  if (data === undefined) return null;
  const aside = data.failed + data.channels.reduce((sum, { quarantined }) => sum + quarantined, 0);
  return (
    <div className={css.health}>
      {data.channels.map((channel) => (
        <Down key={channel.channel} channel={channel} />
      ))}
      {data.parked.slice(0, NAMED).map((person) => (
        <Parked key={person.personId} person={person} />
      ))}
      {data.parked.length > NAMED && (
        <p className={css.more}>{t("parkedMore", { count: data.parked.length - NAMED })}</p>
      )}
      {(data.unknown > 0 || aside > 0) && (
        <div className={css.attention} role="group" aria-label={t("attention")}>
          <span>{t("attention")}</span>
          {data.unknown > 0 && (
            <Button
              size="compact-xs"
              variant={filters.status === "unknown" ? "filled" : "default"}
              data-testid="show-unknown"
              onClick={() => onChoose({ status: "unknown" })}
            >
              {t("unknown", { count: data.unknown })}
            </Button>
          )}
          {aside > 0 && (
            <Button
              size="compact-xs"
              variant={filters.queue === "quarantined" ? "filled" : "default"}
              data-testid="show-quarantined"
              onClick={() => onChoose({ queue: "quarantined" })}
            >
              {t("quarantined", { count: aside })}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Down({ channel }: { channel: OutboxHealth["channels"][number] }) {
  const { t } = useTranslation(["delivery", "outbox", "reason"]);
  const locale = useLocale();
  const { downSince, probeAt, reason = "" } = channel;
  if (downSince === undefined) return null;
  return (
    <div className="app-banner" role="status" data-testid={`down-${channel.channel}`}>
      <Unplug size={16} aria-hidden />
      <span>
        {t("down", {
          channel: t(`channels.${channel.channel}`, { ns: "outbox", defaultValue: channel.channel }),
          since: formatTime(new Date(downSince), locale),
          reason: t(reason, { ns: "reason", defaultValue: reason }),
        })}{" "}
        {t("waiting", { count: channel.queued })}
        {probeAt !== undefined && (
          <>
            {" · "}
            {t("probe")} <TimeText at={probeAt} show="time" seconds />
          </>
        )}
      </span>
    </div>
  );
}

function Parked({ person }: { person: OutboxHealth["parked"][number] }) {
  const { t } = useTranslation("delivery");
  const describe = useErrorText();
  const unpark = useMutation(
    orpc.outbox.unpark.mutationOptions({ onError: (error) => toast("bad", describe(error)) }),
  );
  return (
    <div className="app-banner" role="status" data-testid={`parked-${person.personId}`}>
      <UserX size={16} aria-hidden />
      <span className={css.why}>{t("parked", { name: person.personName, reason: person.reason })}</span>
      <Button
        size="compact-xs"
        variant="default"
        loading={unpark.isPending}
        onClick={() => unpark.mutate({ personId: person.personId })}
      >
        {t("unpark")}
      </Button>
    </div>
  );
}
