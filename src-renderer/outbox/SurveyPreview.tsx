import { Stack, Text } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../app/i18n.ts";
import { formatTime } from "../ui/TimeText.tsx";
import type { SurveyMessage } from "./message.ts";
import { Phone } from "./Phone.tsx";
import css from "./phone.module.css";
import type { Reading } from "./reading.ts";
import { ScoreScale } from "./ScoreScale.tsx";
import { useAnswer } from "./useAnswer.ts";

/** A survey as the person sees it, which can be answered in her place while the run listens. */
export function SurveyPreview({ reading, survey }: { reading: Reading; survey: SurveyMessage }) {
  const { t, i18n } = useTranslation("outbox");
  const via = `survey.by.${reading.channel}`;
  return (
    <Stack gap="sm" data-testid="survey-preview">
      <Phone at={reading.at} zone={reading.zone} locale={reading.locale}>
        <div className={css.notice} lang={reading.language}>
          <div className={css.app}>
            <span>{reading.sender}</span>
          </div>
          {reading.repliedAt === undefined && reading.reply === undefined ? (
            <Questions reading={reading} survey={survey} />
          ) : (
            <Given reading={reading} survey={survey} />
          )}
        </div>
      </Phone>
      <Text size="sm" c="dimmed" ta="center" role="status">
        {reading.closed === undefined
          ? t("survey.answerAs", { name: reading.name })
          : reading.closed === "replied" && reading.repliedAt !== undefined
            ? null
            : t(`closed.${reading.closed}`, { name: reading.name })}
        <Heard reading={reading} />
      </Text>
      {i18n.exists(via, { ns: "outbox" }) && (
        <Text size="xs" c="dimmed" ta="center">
          {t(via)}
        </Text>
      )}
    </Stack>
  );
}

function Questions({ reading, survey }: { reading: Reading; survey: SurveyMessage }) {
  const { i18n } = useTranslation();
  const words = i18n.getFixedT(reading.language, "message");
  const [score, setScore] = useState<number>();
  const [comment, setComment] = useState("");
  const { answer, busy } = useAnswer(reading.id);
  const field = useId();
  const closed = reading.closed !== undefined;
  const ready = survey.scores.length > 0 ? score !== undefined : comment.trim() !== "";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const said = comment.trim();
        answer({ ...(score === undefined ? {} : { score }), ...(said === "" ? {} : { comment: said }) });
      }}
    >
      <p className={css.question}>{survey.question}</p>
      {survey.scores.length > 0 && (
        <ScoreScale
          survey={survey}
          words={words}
          value={score}
          onChange={setScore}
          disabled={closed || busy}
        />
      )}
      <label className={css.label} htmlFor={field}>
        {survey.followUp === "" ? words("commentLabel") : survey.followUp}
      </label>
      <textarea
        id={field}
        className={css.comment}
        value={comment}
        maxLength={10_000}
        disabled={closed || busy}
        onChange={(event) => setComment(event.currentTarget.value)}
        data-testid="survey-comment"
      />
      <button
        type="submit"
        className={`${css.button} ${css.send}`}
        disabled={closed || busy || !ready}
        data-testid="survey-send"
      >
        {words("send")}
      </button>
    </form>
  );
}

/** What was answered, in place of the questions. */
function Given({ reading, survey }: { reading: Reading; survey: SurveyMessage }) {
  const { i18n } = useTranslation();
  const words = i18n.getFixedT(reading.language, "message");
  const { score, comment } = reading.reply ?? {};
  return (
    <div data-testid="survey-answered">
      <p className={css.question}>{survey.question}</p>
      {score !== undefined && survey.scores.length > 0 && (
        <ScoreScale survey={survey} words={words} value={score} disabled />
      )}
      {comment !== undefined && <p className={css.body}>“{comment}”</p>}
      <p className={css.label}>{words("thanks")}</p>
    </div>
  );
}

function Heard({ reading }: { reading: Reading }) {
  const { t } = useTranslation("outbox");
  const locale = useLocale();
  if (reading.repliedAt === undefined) return null;
  const time = formatTime(new Date(reading.repliedAt), locale);
  return <span data-testid="survey-heard">{t("survey.heard", { time })}</span>;
}
