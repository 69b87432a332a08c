import type { OutsideChannel } from "../../src-shared/channels/catalogue.ts";
import { addressFor, isEmailAddress, isPhoneNumber } from "../../src-shared/person/address.ts";
import type { Locale } from "../../src-shared/problems.ts";
import type { OutgoingMessage } from "../channels/channel.ts";
import type { ReadableDb } from "../store/db.ts";
import { findPerson } from "../store/people.ts";

const WORDS = {
  en: { subject: "Parcours test message", text: "This channel works. Nobody but you got this message." },
  fr: {
    subject: "Message d’essai de Parcours",
    text: "Ce canal fonctionne. Personne d’autre n’a reçu ce message.",
  },
};

/**
 * A message that shows whether a channel works: class `service`, sent once, kept nowhere.
 * @param to email address, phone number, web address of a receiver, or for push the id of a person whose device gets it
 * @returns undefined when `to` is none
 */
export function testMessage(
  db: ReadableDb,
  channel: OutsideChannel,
  to: string,
  language: Locale,
  id: string,
): OutgoingMessage | undefined {
  const { subject, text } = WORDS[language];
  const base = {
    sendId: `test-${id}`,
    personId: "test",
    class: "service" as const,
    messageId: `${id}@test.parcours`,
    idempotencyKey: `test-${id}`,
    expiresAt: Date.now() + 3_600_000,
    to,
  };
  switch (channel) {
    case "email":
      return isEmailAddress(to) ? { ...base, rendered: { subject, text } } : undefined;
    case "sms":
      return isPhoneNumber(to) ? { ...base, rendered: { body: `${subject}. ${text}` } } : undefined;
    case "webhook": {
      const body = JSON.stringify({ test: true, text });
      return /^https?:\/\//i.test(to) ? { ...base, rendered: { url: to, method: "POST", body } } : undefined;
    }
    case "push": {
      const person = findPerson(db, to);
      const device = person === undefined ? undefined : addressFor(person, "push");
      if (device === undefined) return undefined;
      return {
        ...base,
        personId: to,
        to: device.value,
        rendered: { title: subject, body: text, ttl: "PT10M" },
      };
    }
  }
}
