import type { PageLocale } from "./layout.ts";

/** What the pages say. */
export const WORDS = {
  en: {
    unsubscribe: "Unsubscribe",
    ask: "Stop receiving {what}?",
    askHelp: "You can change your mind at any time by signing up again.",
    confirm: "Unsubscribe",
    done: "You are unsubscribed",
    doneHelp:
      "You will receive no more {what}. Messages that are part of a service you use may still reach you.",
    what: {
      marketing: {
        email: "promotional emails",
        push: "promotional notifications",
        sms: "promotional text messages",
        other: "promotional messages",
      },
      service: { email: "emails", push: "notifications", sms: "text messages", other: "messages" },
    },
    survey: "Your answer",
    choose: "Choose an answer",
    write: "Your answer",
    least: {
      nps: "Not at all likely",
      csat: "Very dissatisfied",
      ces: "Very difficult",
      stars: "",
      thumbs: "",
    },
    most: { nps: "Extremely likely", csat: "Very satisfied", ces: "Very easy", stars: "", thumbs: "" },
    stars: { one: "{n} star", other: "{n} stars" },
    thumbs: { "1": "Yes, good", "0": "No, not good" },
    send: "Send",
    missing: "Please choose or write an answer.",
    thanks: "Thank you",
    thanksHelp: "Your answer has arrived.",
    ended: "This survey has ended",
    endedHelp: "It is no longer possible to answer. Thank you for taking the time.",
    gone: "This link does not work",
    goneHelp: "It may have been cut off. Copy the whole address from the message and try again.",
    busy: "One moment, please",
    busyHelp: "Too many requests at once. Try again in a few seconds.",
  },
  fr: {
    unsubscribe: "Se désabonner",
    ask: "Ne plus recevoir {what} ?",
    askHelp: "Vous pouvez changer d’avis à tout moment en vous réabonnant.",
    confirm: "Se désabonner",
    done: "Vous êtes désabonné(e)",
    doneHelp:
      "Vous ne recevrez plus {what}. Les messages liés à un service que vous utilisez peuvent encore vous parvenir.",
    what: {
      marketing: {
        email: "d’e-mails promotionnels",
        push: "de notifications promotionnelles",
        sms: "de SMS promotionnels",
        other: "de messages promotionnels",
      },
      service: { email: "d’e-mails", push: "de notifications", sms: "de SMS", other: "de messages" },
    },
    survey: "Votre réponse",
    choose: "Choisissez une réponse",
    write: "Votre réponse",
    least: {
      nps: "Pas du tout probable",
      csat: "Très insatisfait",
      ces: "Très difficile",
      stars: "",
      thumbs: "",
    },
    most: { nps: "Très probable", csat: "Très satisfait", ces: "Très facile", stars: "", thumbs: "" },
    stars: { one: "{n} étoile", other: "{n} étoiles" },
    thumbs: { "1": "Oui, bien", "0": "Non, pas bien" },
    send: "Envoyer",
    missing: "Choisissez ou écrivez une réponse.",
    thanks: "Merci",
    thanksHelp: "Votre réponse est bien arrivée.",
    ended: "Cette enquête est terminée",
    endedHelp: "Il n’est plus possible d’y répondre. Merci d’avoir pris le temps.",
    gone: "Ce lien ne fonctionne pas",
    goneHelp: "Il a peut-être été coupé. Copiez l’adresse entière depuis le message et réessayez.",
    busy: "Un instant, s’il vous plaît",
    busyHelp: "Trop de demandes à la fois. Réessayez dans quelques secondes.",
  },
} as const satisfies Record<PageLocale, unknown>;

/** The person's language where it is known, else the first the browser asks for that the pages speak, else English. */
export function pageLocale(known: string | undefined, accepted: string | undefined): PageLocale {
  for (const tag of [known, ...(accepted ?? "").slice(0, 200).split(",")]) {
    const language = (tag ?? "").trim().slice(0, 2).toLowerCase();
    if (language === "fr" || language === "en") return language;
  }
  return "en";
}
