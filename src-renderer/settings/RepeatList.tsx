import "../app/care-texts.ts";
import "../outbox/texts.ts";
import { useTranslation } from "react-i18next";
import type { RepeatView } from "../../src-shared/api/care.ts";
import { TimeText } from "../ui/TimeText.tsx";

/** What an older state of the workspace would do again, the first of each by name. */
export function RepeatList({ repeat: { sends, runs, events } }: { repeat: RepeatView }) {
  const { t } = useTranslation(["care", "outbox"]);
  const more = (total: number, shown: number) =>
    total > shown && <li>{t("arrival.more", { count: total - shown })}</li>;
  return (
    <div className="repeat" tabIndex={0} role="group" aria-label={t("arrival.title")}>
      <p>{t("arrival.sends", { count: sends.total })}</p>
      <ul>
        {sends.rows.map((row) => (
          <li key={row.sendId}>
            <TimeText at={row.at} /> · {t(`outbox:channels.${row.channel}`, { defaultValue: row.channel })} ·{" "}
            {row.personName} · {row.journeyName} / {row.stepName}
          </li>
        ))}
        {more(sends.total, sends.rows.length)}
      </ul>
      <p>{t("arrival.runs", { count: runs.total })}</p>
      <ul>
        {runs.rows.map((row) => (
          <li key={row.runId}>
            <TimeText at={row.due} /> · {row.personName} · {row.journeyName} / {row.stepName}
          </li>
        ))}
        {more(runs.total, runs.rows.length)}
      </ul>
      {events > 0 && <p>{t("arrival.events", { count: events })}</p>}
    </div>
  );
}
