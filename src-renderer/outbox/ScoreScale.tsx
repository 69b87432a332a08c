import type { TFunction } from "i18next";
import { Star, ThumbsDown, ThumbsUp } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { SurveyMessage } from "./message.ts";
import css from "./phone.module.css";

/**
 * The scores of a survey as a row of choices with both ends named. Arrow keys move and choose, as in any group of
 * radio buttons.
 */
export function ScoreScale(props: {
  survey: SurveyMessage;
  /** Texts of the namespace `message` in the person's language. */
  words: TFunction;
  value: number | undefined;
  onChange?: (score: number) => void;
  disabled: boolean;
}) {
  const { survey, words, value } = props;
  const { ask } = survey;
  const max = survey.scores.at(-1) ?? 0;
  // A thumb up comes first, as everywhere.
  const scores = ask === "thumbs" ? survey.scores.toReversed() : survey.scores;
  const end = (which: "low" | "high") => words(`scale.${ask}.${which}`, { defaultValue: "" });

  function move(event: KeyboardEvent<HTMLDivElement>) {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (by === undefined || props.disabled) return;
    event.preventDefault();
    const at = value === undefined ? (by > 0 ? -1 : 0) : scores.indexOf(value);
    const next = (at + by + scores.length) % scores.length;
    const score = scores[next];
    if (score === undefined) return;
    props.onChange?.(score);
    event.currentTarget.querySelectorAll("button")[next]?.focus();
  }

  return (
    <>
      <div
        className={css.scores}
        style={{
          gridTemplateColumns: `repeat(${scores.length > 7 ? Math.ceil(scores.length / 2) : scores.length}, 1fr)`,
        }}
        role="radiogroup"
        aria-label={survey.question}
        onKeyDown={move}
      >
        {scores.map((score, index) => (
          <button
            key={score}
            type="button"
            role="radio"
            className={`${css.score} ${ask === "stars" ? css.star : ask === "thumbs" ? css.thumb : ""}`}
            data-lit={value !== undefined && score <= value}
            data-testid={`survey-score-${score}`}
            aria-checked={value === score}
            aria-label={ask === "thumbs" ? words(`thumb.${score}`) : words("score", { score, max })}
            tabIndex={value === score || (value === undefined && index === 0) ? 0 : -1}
            disabled={props.disabled}
            onClick={() => props.onChange?.(score)}
          >
            <Face ask={ask} score={score} />
          </button>
        ))}
      </div>
      <div className={css.ends}>
        <span>{end("low")}</span>
        <span>{end("high")}</span>
      </div>
    </>
  );
}

/** What a score looks like: a star, a thumb, or its number. */
function Face({ ask, score }: { ask: string; score: number }) {
  if (ask === "stars") return <Star size={18} aria-hidden />;
  if (ask !== "thumbs") return score;
  const Thumb = score === 1 ? ThumbsUp : ThumbsDown;
  return <Thumb size={18} aria-hidden />;
}
