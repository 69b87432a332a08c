import { answersOf } from "../../links/survey-email.ts";
import type { SurveyView } from "../../service/pages.ts";
import { escape, pageOf } from "./layout.ts";
import type { PageLocale } from "./layout.ts";
import { WORDS } from "./words.ts";

/** What is already in the form: an answer chosen by the link, or what was sent and refused. */
export interface Filled {
  answer: string;
  comment: string;
  refused: boolean;
}

/** The question with its answers as a plain form, or what became of it. */
export function surveyPage(view: SurveyView, locale: PageLocale, filled: Filled): string {
  const words = WORDS[locale];
  if (view.state !== "open") {
    const [title, help] =
      view.state === "answered" ? [words.thanks, words.thanksHelp] : [words.ended, words.endedHelp];
    return pageOf(
      locale,
      title,
      view.sender,
      `<div role="status"><h1>${escape(title)}</h1></div><p>${escape(help)}</p>`,
    );
  }
  const question = textOf(view.rendered["question"]);
  const followUp = textOf(view.rendered["followUp"]);
  const isText = view.rendered["ask"] === "text";
  const bad = filled.refused ? `<p class="bad" role="alert" id="bad">${escape(words.missing)}</p>` : "";
  const answer = isText
    ? textField("answer", words.write, filled.answer, filled.refused)
    : choices(view.rendered, locale, filled.answer);
  const comment = followUp === "" || isText ? "" : textField("comment", followUp, filled.comment, false);
  // Said by this page, in its language: the browser would say what is missing in its own.
  const form = `<form method="post" novalidate>${bad}${answer}${comment}<button type="submit">${escape(words.send)}</button></form>`;
  return pageOf(locale, question, view.sender, `<h1>${escape(question)}</h1>${form}`);
}

function choices(rendered: Record<string, unknown>, locale: PageLocale, chosen: string): string {
  const words = WORDS[locale];
  const ask = textOf(rendered["ask"]);
  const picks = answersOf(rendered).map(({ value, label }) => {
    const spoken = spokenLabel(ask, value, locale);
    const name = spoken === undefined ? "" : ` aria-label="${escape(spoken)}"`;
    const checked = value === chosen ? " checked" : "";
    return `<label class="pick"><input type="radio" name="answer" value="${escape(value)}" required${checked}${name}><span>${escape(label)}</span></label>`;
  });
  const [least, most] = Object.hasOwn(words.least, ask)
    ? [words.least[ask as keyof typeof words.least], words.most[ask as keyof typeof words.most]]
    : ["", ""];
  const ends =
    least === "" ? "" : `<div class="ends"><span>${escape(least)}</span><span>${escape(most)}</span></div>`;
  const layout = ask === "choice" ? "list" : "row";
  return `<fieldset><legend>${escape(words.choose)}</legend><div class="${layout}">${picks.join("")}</div>${ends}</fieldset>`;
}

/** What a screen reader says for answers that are drawn as signs. */
function spokenLabel(ask: string, value: string, locale: PageLocale): string | undefined {
  const { stars, thumbs } = WORDS[locale];
  if (ask === "stars") return (value === "1" ? stars.one : stars.other).replace("{n}", value);
  return ask === "thumbs" ? thumbs[value === "1" ? "1" : "0"] : undefined;
}

function textField(name: string, label: string, value: string, isWrong: boolean): string {
  const wrong = isWrong ? ' aria-invalid="true" aria-describedby="bad"' : "";
  return (
    `<label class="text" for="${name}">${escape(label)}</label>` +
    `<textarea id="${name}" name="${name}" maxlength="4000"${wrong}>${escape(value)}</textarea>`
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
