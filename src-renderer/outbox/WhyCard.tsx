import { Check, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Send, Verdict } from "../../src-shared/engine/run.ts";
import { mendFor } from "../../src-shared/render/mends.ts";
import { describeDuration, parseDuration } from "../../src-shared/time/duration.ts";
import { useLocale } from "../app/i18n.ts";
import { formatTime } from "../ui/TimeText.tsx";
import css from "./why.module.css";
import { verdictSentence, type Fact } from "./verdict.ts";
import "./why-texts.ts";

interface Props {
  send: Send;
  /** The person's zone, in which her times are told. */
  zone?: string | undefined;
}

/** Why a message was or was not sent: every check of the gate with what it saw (domain.md, The gate). */
export function WhyCard({ send, zone }: Props) {
  const { t } = useTranslation(["why", "reason"]);
  const locale = useLocale();
  const mend = send.status === "failed" ? mendFor(send.reason) : undefined;
  const sent = send.status === "accepted" || send.status === "claimed" || send.status === "unknown";
  return (
    <section className={`card ${css.why}`} data-testid="why" aria-label={t(`title.${send.status}`)}>
      <h3>{t(`title.${send.status}`)}</h3>
      {send.verdicts.length === 0 && <p>{t("notYet")}</p>}
      <VerdictList verdicts={send.verdicts} zone={zone} />
      {!sent && send.reason !== undefined && (
        <p data-testid="why-outcome">
          {t("outcome", { reason: t(send.reason, { ns: "reason", defaultValue: send.reason }) })}
        </p>
      )}
      {mend !== undefined && <p data-testid="why-mend">{mend[locale]}</p>}
      {send.heldUntil !== undefined && (
        <p>
          {t("heldUntil", {
            time: formatTime(new Date(send.heldUntil), locale, zone === undefined ? {} : { zone }),
          })}
        </p>
      )}
    </section>
  );
}

/** Each check of the gate with a tick or a cross and what it saw. */
export function VerdictList({ verdicts, zone }: { verdicts: readonly Verdict[]; zone?: string | undefined }) {
  return (
    <ul className={css.verdicts}>
      {verdicts.map((verdict, index) => (
        <VerdictRow key={index} sentence={verdictSentence(verdict)} zone={zone} />
      ))}
    </ul>
  );
}

function VerdictRow({
  sentence,
  zone,
}: {
  sentence: ReturnType<typeof verdictSentence>;
  zone: string | undefined;
}) {
  const { t } = useTranslation("why");
  const locale = useLocale();
  const { key, note, pass, check } = sentence;

  function inWords(name: string, fact: Fact): string {
    if (fact.is === "instant") {
      const date = new Date(fact.iso);
      return Number.isNaN(date.getTime())
        ? fact.iso
        : formatTime(date, locale, zone === undefined ? {} : { zone });
    }
    if (fact.is === "duration")
      return parseDuration(fact.iso) === undefined ? fact.iso : describeDuration(fact.iso, locale);
    const group = { channel: "channels", purpose: "purposes" }[name];
    return group === undefined ? fact.text : t(`${group}.${fact.text}`, { defaultValue: fact.text });
  }

  const args = Object.fromEntries(
    Object.entries(sentence.facts).map(([name, fact]) => [name, inWords(name, fact)]),
  );
  return (
    <li data-check={check} data-pass={pass}>
      {pass ? (
        <Check size={14} strokeWidth={2.6} className={css.pass} aria-label={t("passed")} />
      ) : (
        <X size={14} strokeWidth={2.6} className={css.fail} aria-label={t("refused")} />
      )}
      <div className={css.words}>
        <span className={css.text}>{t(key, args)}</span>
        {note !== undefined && <span className={css.note}>{t(note, args)}</span>}
      </div>
    </li>
  );
}
