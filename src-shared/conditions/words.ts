import type { CountOp, Engagement, Op } from "./leaves.ts";
import type { FactKey } from "./sides.ts";

/** The words conditions are told in; `{…}` are filled in. One list per language, checked to be complete by its type. */
export interface Words {
  and: string;
  or: string;
  not: (said: string) => string;
  everyone: string;
  nobody: string;
  /** A fact, by the key it is written under. */
  fact: Record<FactKey, (path: string) => string>;
  /** An attribute something is compared with: its bare name would read as a value. */
  attribute: (path: string) => string;
  op: Record<Op, (left: string, right: string) => string>;
  yes: string;
  no: string;
  event: (name: string, times: string) => string;
  times: (op: CountOp, count: string) => string;
  within: (duration: string) => string;
  where: (said: string) => string;
  /** `per` is what the two events share. */
  without: (name: string, per: string | undefined) => string;
  consent: Record<"granted" | "denied" | "none", (channel: string, purpose: string) => string>;
  reachable: (channel: string) => string;
  message: Record<Engagement, (node: string) => string>;
  segment: (name: string) => string;
  days: readonly string[];
  on: (days: string) => string;
  between: (from: string, to: string) => string;
  since: (from: string) => string;
  until: (to: string) => string;
  anyTime: string;
}

const english: Words = {
  and: "and",
  or: "or",
  not: (said) => `not (${said})`,
  everyone: "always",
  nobody: "never",
  fact: {
    attr: (path) => path.replace(/^traits\./, ""),
    entry: (path) => `the entry event’s ${path.replace(/^properties\./, "")}`,
    var: (path) => `the variable ${path}`,
    answer: (path) => `the answer to ${path}`,
    prop: (path) => `its ${path}`,
    event: (path) => `the event’s ${path.replace(/^properties\./, "")}`,
  },
  attribute: (path) => `the attribute ${path.replace(/^traits\./, "")}`,
  op: {
    eq: (left, right) => `${left} is ${right}`,
    ne: (left, right) => `${left} is not ${right}`,
    lt: (left, right) => `${left} is less than ${right}`,
    le: (left, right) => `${left} is at most ${right}`,
    gt: (left, right) => `${left} is more than ${right}`,
    ge: (left, right) => `${left} is at least ${right}`,
    in: (left, right) => `${left} is one of ${right}`,
    notIn: (left, right) => `${left} is none of ${right}`,
    contains: (left, right) => `${left} contains ${right}`,
    startsWith: (left, right) => `${left} starts with ${right}`,
    endsWith: (left, right) => `${left} ends with ${right}`,
    exists: (left) => `${left} is known`,
    missing: (left) => `${left} is unknown`,
    matches: (left, right) => `${left} matches ${right}`,
    before: (left, right) => `${left} is before ${right}`,
    after: (left, right) => `${left} is after ${right}`,
    withinLast: (left, right) => `${left} is within the last ${right}`,
    withinNext: (left, right) => `${left} is within the next ${right}`,
  },
  yes: "yes",
  no: "no",
  event: (name, times) => `did ${name} ${times}`,
  times: (op, count) => {
    const noun = count === "1" ? "time" : "times";
    const how = {
      eq: "exactly ",
      ne: "other than ",
      lt: "less than ",
      le: "at most ",
      gt: "more than ",
      ge: "at least ",
    }[op];
    return `${how}${count} ${noun}`;
  },
  within: (duration) => ` in ${duration}`,
  where: (said) => ` where ${said}`,
  without: (name, per) => ` with no ${name} since${per === undefined ? "" : ` of the same ${per}`}`,
  consent: {
    granted: (channel, purpose) => `has agreed to ${purpose} by ${channel}`,
    denied: (channel, purpose) => `has refused ${purpose} by ${channel}`,
    none: (channel, purpose) => `was never asked about ${purpose} by ${channel}`,
  },
  reachable: (channel) => `can be reached by ${channel}`,
  message: {
    sent: (node) => `was sent ${node}`,
    delivered: (node) => `received ${node}`,
    opened: (node) => `opened ${node}`,
    clicked: (node) => `clicked in ${node}`,
    replied: (node) => `replied to ${node}`,
  },
  segment: (name) => `is in the segment ${name}`,
  days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  on: (days) => `it is ${days}`,
  between: (from, to) => `it is between ${from} and ${to}`,
  since: (from) => `it is ${from} or later`,
  until: (to) => `it is before ${to}`,
  anyTime: "it is any time",
};

const french: Words = {
  and: "et",
  or: "ou",
  not: (said) => `pas (${said})`,
  everyone: "toujours",
  nobody: "jamais",
  fact: {
    attr: (path) => path.replace(/^traits\./, ""),
    entry: (path) => `${path.replace(/^properties\./, "")} de l’événement d’entrée`,
    var: (path) => `la variable ${path}`,
    answer: (path) => `la réponse à ${path}`,
    prop: (path) => `son ${path}`,
    event: (path) => `${path.replace(/^properties\./, "")} de l’événement`,
  },
  attribute: (path) => `l’attribut ${path.replace(/^traits\./, "")}`,
  op: {
    eq: (left, right) => `${left} est ${right}`,
    ne: (left, right) => `${left} n’est pas ${right}`,
    lt: (left, right) => `${left} est inférieur à ${right}`,
    le: (left, right) => `${left} est au plus ${right}`,
    gt: (left, right) => `${left} est supérieur à ${right}`,
    ge: (left, right) => `${left} est au moins ${right}`,
    in: (left, right) => `${left} est parmi ${right}`,
    notIn: (left, right) => `${left} n’est pas parmi ${right}`,
    contains: (left, right) => `${left} contient ${right}`,
    startsWith: (left, right) => `${left} commence par ${right}`,
    endsWith: (left, right) => `${left} finit par ${right}`,
    exists: (left) => `${left} est connu`,
    missing: (left) => `${left} est inconnu`,
    matches: (left, right) => `${left} correspond à ${right}`,
    before: (left, right) => `${left} est avant ${right}`,
    after: (left, right) => `${left} est après ${right}`,
    withinLast: (left, right) => `${left} date de moins de ${right}`,
    withinNext: (left, right) => `${left} a lieu d’ici ${right}`,
  },
  yes: "oui",
  no: "non",
  event: (name, times) => `a fait ${name} ${times}`,
  times: (op, count) => {
    const how = {
      eq: "exactement ",
      ne: "un autre nombre que ",
      lt: "moins de ",
      le: "au plus ",
      gt: "plus de ",
      ge: "au moins ",
    }[op];
    return `${how}${count} fois`;
  },
  within: (duration) => ` en ${duration}`,
  where: (said) => ` où ${said}`,
  without: (name, per) => ` sans ${name} depuis${per === undefined ? "" : ` de même ${per}`}`,
  consent: {
    granted: (channel, purpose) => `a accepté ${purpose} par ${channel}`,
    denied: (channel, purpose) => `a refusé ${purpose} par ${channel}`,
    none: (channel, purpose) => `n’a jamais répondu sur ${purpose} par ${channel}`,
  },
  reachable: (channel) => `est joignable par ${channel}`,
  message: {
    sent: (node) => `s’est vu envoyer ${node}`,
    delivered: (node) => `a reçu ${node}`,
    opened: (node) => `a ouvert ${node}`,
    clicked: (node) => `a cliqué dans ${node}`,
    replied: (node) => `a répondu à ${node}`,
  },
  segment: (name) => `est dans le segment ${name}`,
  days: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
  on: (days) => `on est ${days}`,
  between: (from, to) => `il est entre ${from} et ${to}`,
  since: (from) => `il est ${from} ou plus tard`,
  until: (to) => `il est avant ${to}`,
  anyTime: "à toute heure",
};

export const WORDS: Record<"en" | "fr", Words> = { en: english, fr: french };
