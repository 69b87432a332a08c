import { z } from "zod";
import { smsSize, type SmsSize } from "../../src-shared/render/sms-segments.ts";

/** Which drawing a rendered message asks for. Decided by what the message holds, not by the step that sent it. */
export type Message =
  | { shape: "survey"; survey: SurveyMessage }
  | { shape: "email"; email: EmailMessage }
  | { shape: "sms"; sms: SmsMessage }
  | { shape: "in-app"; inApp: InAppMessage }
  | { shape: "card"; card: CardMessage }
  | { shape: "notification"; notification: NotificationMessage };

/** Something the person may choose, labelled as she saw it. */
export interface Labelled {
  id: string;
  label: string;
}

export interface NotificationMessage {
  title: string;
  body: string;
  image: string;
  link: string;
  buttons: Labelled[];
}

export interface SmsMessage {
  body: string;
  size: SmsSize;
}

export interface InAppMessage {
  style: "modal" | "banner" | "form";
  title: string;
  body: string;
  image: string;
  buttons: Labelled[];
  fields: FormField[];
  /** Text of the button that sends the form in; empty for the phone's own word. */
  submit: string;
}

export interface FormField {
  id: string;
  label: string;
  type: "text" | "long-text" | "number" | "choice" | "yes-no";
  required: boolean;
  choices: Labelled[];
}

export interface CardMessage {
  title: string;
  body: string;
  image: string;
  link: string;
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
  /** Lowest to highest score, or the empty list when the answer is no score. */
  scores: number[];
  /** What may be chosen, or the empty list when the answer is no choice. */
  choices: Labelled[];
}

const Text = z.string().catch("");
const Ids = z.array(z.object({ id: z.string() })).catch([]);
const Style = z.enum(["modal", "banner", "form"]).catch("modal");
const Fields = z
  .array(
    z.object({
      id: z.string(),
      type: z.enum(["text", "long-text", "number", "choice", "yes-no"]).catch("text"),
      required: z.boolean().catch(false),
      choices: Ids,
    }),
  )
  .catch([]);
const Bound = z.number().int().optional().catch(undefined);

/** Longest scale that is drawn as buttons; a longer one is no scale. */
const LONGEST_SCALE = 21;

/** Channels whose messages are drawn in a way of their own; any other is a notification unless its content says more. */
const BY_CHANNEL: Readonly<Record<string, (rendered: Record<string, unknown>) => Message>> = {
  sms: (rendered) => {
    const body = Text.parse(rendered["body"]);
    return { shape: "sms", sms: { body, size: smsSize(body) } };
  },
  "in-app": (rendered) => ({ shape: "in-app", inApp: readInApp(rendered) }),
  card: (rendered) => {
    const [title, body, image, link] = ["title", "body", "image", "link"].map((name) =>
      Text.parse(rendered[name]),
    );
    return {
      shape: "card",
      card: { title: title ?? "", body: body ?? "", image: image ?? "", link: link ?? "" },
    };
  },
};

/**
 * Reads what the engine rendered into what a preview draws. Nothing is invented: a part that is missing is the empty text.
 * @param rendered parts and extras of a send, as kept (domain.md, Words: send)
 * @param channel the way it took
 */
export function readMessage(rendered: Record<string, unknown>, channel: string): Message {
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
        choices: labelled(Ids.parse(rendered["choices"]), "choice.", rendered),
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
  const own = Object.hasOwn(BY_CHANNEL, channel) ? BY_CHANNEL[channel] : undefined;
  if (own !== undefined) return own(rendered);
  return {
    shape: "notification",
    notification: {
      title: part("title"),
      body: part("body") === "" ? part("text") : part("body"),
      image: part("image"),
      link: part("link"),
      buttons: labelled(Ids.parse(rendered["buttons"]), "button.", rendered),
    },
  };
}

function readInApp(rendered: Record<string, unknown>): InAppMessage {
  const part = (name: string) => Text.parse(rendered[name]);
  return {
    style: Style.parse(rendered["style"]),
    title: part("title"),
    body: part("body"),
    image: part("image"),
    buttons: labelled(Ids.parse(rendered["buttons"]), "button.", rendered),
    fields: Fields.parse(rendered["form"]).map(({ id, type, required, choices }) => ({
      id,
      type,
      required,
      label: part(`field.${id}`) || id,
      choices: labelled(choices, `field.${id}/`, rendered),
    })),
    submit: part("submit"),
  };
}

/** Labels are rendered as parts of their own, because they may hold the person's data. */
function labelled(
  items: readonly { id: string }[],
  prefix: string,
  rendered: Record<string, unknown>,
): Labelled[] {
  return items.map(({ id }) => ({ id, label: Text.parse(rendered[`${prefix}${id}`]) || id }));
}

function range(least: number, most: number): number[] {
  const length = Math.min(Math.max(most - least + 1, 0), LONGEST_SCALE);
  return Array.from({ length }, (_, index) => least + index);
}

/** The language a message's own furniture (buttons, hints on the phone) is shown in: French for French speakers, else English. */
export function languageOf(locale: string | undefined): "en" | "fr" {
  return locale?.toLowerCase().split(/[-_]/)[0] === "fr" ? "fr" : "en";
}
