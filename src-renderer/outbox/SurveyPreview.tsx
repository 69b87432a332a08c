import { Button, CopyButton, Group, Stack, Text } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../app/i18n.ts";
import { formatTime } from "../ui/TimeText.tsx";
import app from "./app-screen.module.css";
import { AppScreen } from "./AppScreen.tsx";
import { ChoiceList } from "./ChoiceList.tsx";
import type { SurveyMessage } from "./message.ts";
import { Phone } from "./Phone.tsx";
import css from "./phone.module.css";
import type { Reading } from "./reading.ts";
import { ScoreScale } from "./ScoreScale.tsx";
import { useAnswer } from "./useAnswer.ts";

/** The page on which the reader answers; its address is a key to the answer, so it is shown shortened. */
function PageAddress({ address }: { address: string }) {
  const { t } = useTranslation("outbox");
  return (
    <Group gap="xs" justify="center" wrap="nowrap" data-testid="survey-page">
      <Text size="xs" c="dimmed" truncate miw={0} maw={220}>
        {address}
      </Text>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="default" flex="none" onClick={copy}>
            {t(copied ? "survey.copied" : "survey.copyPage")}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}

/** A survey as the person sees it, which can be answered in her place while the run listens. */
export function SurveyPreview({ reading, survey }: { reading: Reading; survey: SurveyMessage }) {
  const { t, i18n } = useTranslation("outbox");
  const via = `survey.by.${reading.channel}`;
  const asked =
    reading.repliedAt === undefined && reading.reply === undefined ? (
      <Questions reading={reading} survey={survey} />
    ) : (
      <Given reading={reading} survey={survey} />
    );
  return (
    <Stack gap="sm" data-testid="survey-preview">
      {reading.channel === "in-app" ? (
        <AppScreen reading={reading} ground="app">
          <div className={app.over} data-style="modal">
            <section className={app.dialog} lang={reading.language} aria-label={survey.question}>
              {asked}
            </section>
          </div>
        </AppScreen>
      ) : (
        <Phone at={reading.at} zone={reading.zone} locale={reading.locale}>
          <div className={css.notice} lang={reading.language}>
            <div className={css.app}>
              <span>{reading.sender}</span>
            </div>
            {asked}
          </div>
        </Phone>
      )}
      <Text size="sm" c="dimmed" ta="center" role="status">
        {reading.closed === undefined
          ? t("survey.answerAs", { name: reading.name })
          : reading.closed === "replied" && reading.repliedAt !== undefined
            ? null
            : t(`closed.${reading.closed}`, { name: reading.name })}
        <Heard reading={reading} />
      </Text>
      {reading.page !== undefined && <PageAddress address={reading.page} />}
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
  const [said, setSaid] = useState("");
  const [comment, setComment] = useState("");
  const { answer, busy } = useAnswer(reading);
  const id = useId();
  const disabled = reading.closed !== undefined || busy;
  const kind = kindOfAnswer(survey);
  const ready = kind === "score" ? score !== undefined : said.trim() !== "";
  const asksWhy = kind !== "text" || survey.followUp !== "";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const why = comment.trim();
        answer({
          ...(kind === "score"
            ? score === undefined
              ? {}
              : { score }
            : { answers: { [kind]: said.trim() } }),
          ...(why === "" ? {} : { comment: why }),
        });
      }}
    >
      <p className={css.question} id={`${id}-question`}>
        {survey.question}
      </p>
      {kind === "score" && (
        <ScoreScale survey={survey} words={words} value={score} onChange={setScore} disabled={disabled} />
      )}
      {kind === "choice" && (
        <ChoiceList
          labelledBy={`${id}-question`}
          testId="survey-choice"
          choices={survey.choices}
          value={said}
          onChange={setSaid}
          disabled={disabled}
        />
      )}
      {kind === "text" && (
        <textarea
          aria-labelledby={`${id}-question`}
          className={css.comment}
          value={said}
          maxLength={10_000}
          disabled={disabled}
          onChange={(event) => setSaid(event.currentTarget.value)}
          data-testid="survey-text"
        />
      )}
      {asksWhy && (
        <>
          <label className={css.label} htmlFor={id}>
            {survey.followUp === "" ? words("commentLabel") : survey.followUp}
          </label>
          <textarea
            id={id}
            className={css.comment}
            value={comment}
            maxLength={10_000}
            disabled={disabled}
            onChange={(event) => setComment(event.currentTarget.value)}
            data-testid="survey-comment"
          />
        </>
      )}
      <button
        type="submit"
        className={`${css.button} ${css.send}`}
        disabled={disabled || !ready}
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
  const { score, button, answers = {}, comment } = reading.reply ?? {};
  const kind = kindOfAnswer(survey);
  const given = answers[survey.ask] ?? (kind === "score" ? score : button);
  const id = useId();
  return (
    <div data-testid="survey-answered">
      <p className={css.question} id={id}>
        {survey.question}
      </p>
      {kind === "score" && typeof given === "number" && (
        <ScoreScale survey={survey} words={words} value={given} disabled />
      )}
      {kind === "choice" && (
        <ChoiceList
          labelledBy={id}
          testId="survey-choice"
          choices={survey.choices}
          value={typeof given === "string" ? given : undefined}
          disabled
        />
      )}
      {kind === "text" && typeof given === "string" && <p className={css.body}>“{given}”</p>}
      {comment !== undefined && <p className={css.body}>“{comment}”</p>}
      <p className={css.label}>{words("thanks")}</p>
    </div>
  );
}

/** How the question is answered: what is neither scored nor chosen is written. */
function kindOfAnswer({ scores, choices }: SurveyMessage): "score" | "choice" | "text" {
  return scores.length > 0 ? "score" : choices.length > 0 ? "choice" : "text";
}

function Heard({ reading }: { reading: Reading }) {
  const { t } = useTranslation("outbox");
  const locale = useLocale();
  if (reading.repliedAt === undefined) return null;
  const time = formatTime(new Date(reading.repliedAt), locale);
  return <span data-testid="survey-heard">{t("survey.heard", { time })}</span>;
}
