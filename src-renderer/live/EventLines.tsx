import { UnstyledButton } from "@mantine/core";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { KeptEventRow } from "../../src-shared/api/shapes.ts";
import { hrefOf, paths } from "../app/routes.ts";
import { StatusChip } from "../ui/StatusChip.tsx";
import { TimeText } from "../ui/TimeText.tsx";
import css from "./live.module.css";
import "./texts.ts";

type Row = z.infer<typeof KeptEventRow>;

/** Events, newest first; each opens to its properties. */
export function EventLines({ events, showPerson = true }: { events: readonly Row[]; showPerson?: boolean }) {
  return (
    <ul className={css.lines}>
      {events.map((event) => (
        <EventLine key={event.messageId} event={event} showPerson={showPerson} />
      ))}
    </ul>
  );
}

function EventLine({ event, showPerson }: { event: Row; showPerson: boolean }) {
  const { t } = useTranslation("live");
  const [open, setOpen] = useState(false);
  const bare = Object.keys(event.properties).length === 0;
  return (
    <li data-testid={`event-${event.messageId}`}>
      <div className={css.eventLine}>
        <UnstyledButton
          className={css.eventName}
          aria-expanded={open}
          disabled={bare}
          onClick={() => setOpen(!open)}
        >
          <ChevronRight size={14} aria-hidden className={css.chevron} data-open={open} data-hidden={bare} />
          <b>{event.name}</b>
        </UnstyledButton>
        {showPerson && <a href={hrefOf(paths.person(event.personId))}>{event.personId}</a>}
        {event.state === "pending" && <StatusChip tone="warn">{t("events.pending")}</StatusChip>}
        <TimeText at={event.timestamp} seconds />
      </div>
      {open && <pre className={css.json}>{JSON.stringify(event.properties, null, 2)}</pre>}
    </li>
  );
}
