import type { Locale } from "../problems.ts";
import type { Expectation } from "./scenario-schema.ts";

/** Something a trace shows, as far as it answers an expectation. Instants are ISO 8601. */
export type Happening =
  | { what: "sent"; node: string; at: string }
  | { what: "refused"; node: string; at: string; status: string; reason: string }
  | { what: "held"; node: string; until: string; reason: string }
  | { what: "left"; node: string; port: string; at: string }
  | { what: "stayed"; node: string; at: string }
  | { what: "never-reached"; node: string }
  | { what: "ended"; node: string; status: string; reason: string; at: string }
  | { what: "stands"; node: string; until?: string }
  | { what: "not-admitted"; reason: string; at: string }
  | { what: "no-run" };

/** More would bury the answer. */
const SHOWN = 4;

/** An expectation as a sentence. Status and reason stay codes: they are what the file says. */
export function expectedWords(expectation: Expectation, locale: Locale): string {
  const fr = locale === "fr";
  if ("sent" in expectation) {
    const { sent, at, count, says } = expectation;
    const times =
      count === undefined ? "" : fr ? ` ${count} fois` : ` ${count} time${count === 1 ? "" : "s"}`;
    const when = at === undefined ? "" : fr ? ` à ${at}` : ` at ${at}`;
    const words = says === undefined ? "" : fr ? ` et dit « ${says} »` : ` and says “${says}”`;
    return fr ? `${sent} est envoyé${times}${when}${words}` : `${sent} is sent${times}${when}${words}`;
  }
  if ("notSent" in expectation) {
    const { notSent, reason } = expectation;
    return `${notSent} ${fr ? "n’est pas envoyé" : "is not sent"}${because(reason)}`;
  }
  if ("reaches" in expectation) {
    const { reaches, port } = expectation;
    if (port === undefined) return fr ? `elle arrive à ${reaches}` : `they reach ${reaches}`;
    return fr ? `elle quitte ${reaches} par ${port}` : `they leave ${reaches} by ${port}`;
  }
  return `${fr ? "le passage finit" : "the run ends"} ${expectation.ends}${because(expectation.reason)}`;
}

/** A failed expectation with what happened instead. */
export function happenedWords(expected: string, instead: readonly Happening[], locale: Locale): string {
  const shown = instead.slice(0, SHOWN).map((each) => happeningWords(each, locale));
  const rest = instead.length - shown.length;
  if (rest > 0) shown.push(locale === "fr" ? `et ${rest} de plus` : `and ${rest} more`);
  return locale === "fr"
    ? `attendu : ${expected} ; au lieu de cela : ${shown.join(" ; ")}`
    : `expected: ${expected}; instead: ${shown.join("; ")}`;
}

function happeningWords(happening: Happening, locale: Locale): string {
  const fr = locale === "fr";
  switch (happening.what) {
    case "sent":
      return fr
        ? `${happening.node} est envoyé à ${happening.at}`
        : `${happening.node} is sent at ${happening.at}`;
    case "refused": {
      const { node, status, reason, at } = happening;
      return `${node} ${status}${because(reason)} ${fr ? "à" : "at"} ${at}`;
    }
    case "held": {
      const { node, reason, until } = happening;
      return fr
        ? `${node} est retenu jusqu’à ${until}${because(reason)}`
        : `${node} is held until ${until}${because(reason)}`;
    }
    case "left": {
      const { node, port, at } = happening;
      return fr ? `elle quitte ${node} par ${port} à ${at}` : `they leave ${node} by ${port} at ${at}`;
    }
    case "stayed":
      return fr
        ? `elle arrive à ${happening.node} à ${happening.at} et y reste`
        : `they reach ${happening.node} at ${happening.at} and stay there`;
    case "never-reached":
      return fr ? `elle n’arrive jamais à ${happening.node}` : `they never reach ${happening.node}`;
    case "ended": {
      const { node, status, reason, at } = happening;
      const why = because(reason === status ? undefined : reason);
      return fr
        ? `le passage finit ${status}${why} à ${node}, ${at}`
        : `the run ends ${status}${why} at ${node}, ${at}`;
    }
    case "stands": {
      const { node, until } = happening;
      const limit = until === undefined ? "" : fr ? ` jusqu’à ${until}` : ` until ${until}`;
      return fr ? `elle attend encore à ${node}${limit}` : `they still wait at ${node}${limit}`;
    }
    case "not-admitted":
      return fr
        ? `elle n’entre pas${because(happening.reason)} à ${happening.at}`
        : `they are not let in${because(happening.reason)} at ${happening.at}`;
    case "no-run":
      return fr ? "aucun événement ne la fait entrer" : "no event lets them in";
  }
}

function because(reason: string | undefined): string {
  return reason === undefined ? "" : ` (${reason})`;
}
