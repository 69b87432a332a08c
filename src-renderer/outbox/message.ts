import { z } from "zod";

/** Which drawing a rendered message asks for. Decided by what the message holds, not by the step that sent it. */
export type Message =
  | { shape: "survey"; survey: SurveyMessage }
  | { shape: "email"; email: EmailMessage }
  | { shape: "notification"; notification: NotificationMessage };

export interface NotificationMessage {
  title: string;
  body: string;
  image: string;
  link: string;
  buttons: { id: string; label: string }[];
}

export interface EmailMessage {
  from: string;
  subject: string;
  preheader: string;
  html: string;
  text: string;
}

export interface SurveyMessage {
  ask: string;
  question: string;
  followUp: string;
  /** Lowest to highest score, or the empty list when the answer is words. */
  scores: number[];
}

const Text = z.string().catch("");
const Buttons = z.array(z.object({ id: z.string() })).catch([]);
const Bound = z.number().int().optional().catch(undefined);

/** Longest scale that is drawn as buttons; a longer one is no scale. */
const LONGEST_SCALE = 21;

/**
 * Reads what the engine rendered into what a preview draws. Nothing is invented: a part that is missing is the empty text.
 * @param rendered parts and extras of a send, as kept (domain.md, Words: send)
 */
export function readMessage(rendered: Record<string, unknown>): Message {
  const part = (name: string) => Text.parse(rendered[name]);
  if (part("question") !== "") {
    const [least, most] = [Bound.parse(rendered["least"]), Bound.parse(rendered["most"])];
    return {
      shape: "survey",
      survey: {
        ask: part("ask"),
        question: part("question"),
        followUp: part("followUp"),
        scores: least === undefined || most === undefined ? [] : range(least, most),
      },
    };
  }
  if (part("subject") !== "" || part("html") !== "") {
    return {
      shape: "email",
      email: {
        from: part("from"),
        subject: part("subject"),
        preheader: part("preheader"),
        html: part("html"),
        text: part("text"),
      },
    };
  }
  return {
    shape: "notification",
    notification: {
      title: part("title"),
      body: part("body") === "" ? part("text") : part("body"),
      image: part("image"),
      link: part("link"),
      // Labels are rendered as parts of their own, because they may hold the person's data.
      buttons: Buttons.parse(rendered["buttons"]).map(({ id }) => ({
        id,
        label: part(`button.${id}`) || id,
      })),
    },
  };
}

function range(least: number, most: number): number[] {
  const length = Math.min(Math.max(most - least + 1, 0), LONGEST_SCALE);
  return Array.from({ length }, (_, index) => least + index);
}

/** The language a message's own furniture (buttons, hints on the phone) is shown in: French for French speakers, else English. */
export function languageOf(locale: string | undefined): "en" | "fr" {
  return locale?.toLowerCase().split(/[-_]/)[0] === "fr" ? "fr" : "en";
}
