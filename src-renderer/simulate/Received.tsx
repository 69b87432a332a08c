import { ActionIcon } from "@mantine/core";
import { ChevronLeft, ChevronRight, MailOpen } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Send } from "../../src-shared/engine/run.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Port } from "../../src-shared/nodes/define.ts";
import { useLocale } from "../app/i18n.ts";
import { viewOf } from "../canvas/node-view.ts";
import { languageOf, readMessage } from "../outbox/message.ts";
import { MessagePreview } from "../outbox/MessagePreview.tsx";
import { knownLocale, type Answer, type Reading } from "../outbox/reading.ts";
import { WhyCard } from "../outbox/WhyCard.tsx";
import type { Chosen } from "../persona/use-persona.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { formatTime } from "../ui/TimeText.tsx";
import type { Seen } from "./seen.ts";
import css from "./simulate.module.css";

interface Props {
  seen: Seen;
  /** Whether nothing of the walk comes after what is seen. */
  atEnd: boolean;
  journey: Journey;
  chosen: Pick<Chosen, "name" | "person">;
  zone: string;
  /** Which of the messages is shown; undefined for the newest. */
  shown: string | undefined;
  onShow: (sendId: string | undefined) => void;
  /** Absent where what happened cannot be answered any more. */
  onAnswer: ((send: Send, given: Answer) => void) | undefined;
}

/** What reached the persona by now, as she sees it, why, and what she waits for next. */
export function Received({ seen, atEnd, journey, chosen, zone, shown, onShow, onAnswer }: Props) {
  const { t } = useTranslation("simulate");
  const index = seen.sends.findIndex(({ send }) => send.id === shown);
  const at = index < 0 ? seen.sends.length - 1 : index;
  const found = seen.sends[at];
  const isOver = atEnd && seen.ended;
  return (
    <div className={css.received} data-testid="received">
      {found === undefined ? (
        <EmptyState
          icon={MailOpen}
          title={t(isOver ? "nothing.never" : "nothing.title")}
          text={t(isOver ? "nothing.over" : "nothing.text", { name: chosen.name })}
        />
      ) : (
        <>
          {seen.sends.length > 1 && (
            <div className={css.pager}>
              <ActionIcon
                aria-label={t("earlierMessage")}
                disabled={at === 0}
                onClick={() => onShow(seen.sends[at - 1]?.send.id)}
              >
                <ChevronLeft size={15} aria-hidden />
              </ActionIcon>
              <span>{t("messageOf", { number: at + 1, all: seen.sends.length })}</span>
              <ActionIcon
                aria-label={t("laterMessage")}
                disabled={at === seen.sends.length - 1}
                onClick={() =>
                  onShow(at + 1 === seen.sends.length - 1 ? undefined : seen.sends[at + 1]?.send.id)
                }
              >
                <ChevronRight size={15} aria-hidden />
              </ActionIcon>
            </div>
          )}
          <Shown
            key={found.send.id}
            found={found}
            seen={seen}
            journey={journey}
            chosen={chosen}
            zone={zone}
            onAnswer={onAnswer === undefined ? undefined : (given) => onAnswer(found.send, given)}
          />
        </>
      )}
      <Waits seen={seen} journey={journey} zone={zone} />
    </div>
  );
}

/** Where the persona stands by now, and until when. */
function Waits({ seen: { here, ended }, journey, zone }: Pick<Props, "seen" | "journey" | "zone">) {
  const { t } = useTranslation("simulate");
  const locale = useLocale();
  if (here.size === 0) return <p className={css.next}>{t(ended ? "waits.over" : "waits.none")}</p>;
  return (
    <ul className={css.next} data-testid="waits">
      {[...here].map(([nodeId, line]) => {
        const node = journey.nodes.find(({ id }) => id === nodeId);
        const name = node === undefined ? nodeId : viewOf(node, locale).title;
        const until =
          line?.until === undefined ? undefined : formatTime(new Date(line.until), locale, { zone });
        return <li key={nodeId}>{t(until === undefined ? "waits.open" : "waits.until", { name, until })}</li>;
      })}
    </ul>
  );
}

interface ShownProps extends Pick<Props, "seen" | "journey" | "chosen" | "zone"> {
  found: Seen["sends"][number];
  onAnswer: ((given: Answer) => void) | undefined;
}

function Shown({ found: { send, status, at }, seen, journey, chosen, zone, onAnswer }: ShownProps) {
  const { t } = useTranslation("simulate");
  const reached = status === "accepted" || status === "claimed" || status === "unknown";
  const message = useMemo(
    () => (send.rendered === undefined || !reached ? undefined : readMessage(send.rendered, send.channel)),
    [send, reached],
  );
  const html = message?.shape === "email" ? message.email.html : "";
  const replied = send.engagement.replied;
  const isReplied = replied !== undefined && replied <= seen.at;
  // Where an answer leads somewhere it is heard while she stands there; any other as long as she is on her way.
  const node = journey.nodes.find(({ id }) => id === send.nodeId);
  const answers = node === undefined ? [] : viewOf(node, "en").ports.filter(isAnswer);
  const asks = answers.some(({ id }) =>
    journey.edges.some((edge) => edge.from === send.nodeId && edge.port === id),
  );
  const isHeard = asks ? seen.here.has(send.nodeId) : !seen.ended;
  const reading: Reading = {
    id: send.id,
    runId: send.runId,
    name: chosen.name,
    sender: journey.name,
    locale: knownLocale(chosen.person.locale),
    language: languageOf(chosen.person.locale),
    zone,
    at: send.claimedAt ?? at,
    to: send.to ?? "",
    channel: send.channel,
    ...(isReplied ? { reply: { ...send.reply }, repliedAt: replied, closed: "replied" as const } : {}),
    ...(!isReplied && (onAnswer === undefined || !isHeard) ? { closed: "moved" as const } : {}),
    ...(onAnswer === undefined ? {} : { onAnswer }),
  };
  // What was settled later is not known yet at this point.
  const then: Send = status === send.status ? send : { ...send, status };
  return (
    <>
      {message === undefined ? (
        <EmptyState title={t(`kept.${status}`, { defaultValue: t("kept.other") })} />
      ) : (
        <MessagePreview
          key={isReplied ? "answered" : "open"}
          reading={reading}
          message={message}
          html={{ key: html, read: () => Promise.resolve(html) }}
        />
      )}
      <WhyCard send={then} zone={zone} />
    </>
  );
}

function isAnswer({ role }: Port): boolean {
  return role === "arm" || role === "reply";
}
