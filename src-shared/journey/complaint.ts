import type { z } from "zod";
import { en, fr } from "zod/locales";

const english = en().localeError;
const french = fr().localeError;

/** Something of each type, because an issue names what a value was only in its words. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  string: "",
  number: 0,
  boolean: false,
  array: [],
  object: {},
  null: null,
  NaN: NaN,
};

/** What our own schemas say of a journey or a scenario, in French; `$1` stands for what is named. */
const OWN_WORDS: readonly (readonly [said: RegExp, french: string])[] = [
  [/^an id has 1 to 128 of the characters (.+)$/, "un identifiant a 1 à 128 des caractères $1"],
  [/^a name such as (\w+) or (\w+)$/, "un nom tel que $1 ou $2"],
  [/^a time of day such as (\S+)$/, "une heure du jour telle que $1"],
  [/^a condition is an object$/, "une condition est un objet"],
  [/^a list of conditions is expected$/, "une liste de conditions est attendue"],
  [/^one of these keys is expected: (.+)$/, "une de ces clés est attendue : $1"],
  [/^not a condition$/, "pas une condition"],
  [/^not a real date and time$/, "ni date ni heure qui existe"],
  [
    /^an instant such as (\S+), or a time after the start such as (\S+)$/,
    "un instant tel que $1, ou un temps après le début tel que $2",
  ],
  [
    /^an instant such as (\S+), or a duration such as (\S+)$/,
    "un instant tel que $1, ou une durée telle que $2",
  ],
  [/^an instant such as (\S+)$/, "un instant tel que $1"],
  [/^a journey's id, or a journey$/, "l’identifiant d’un parcours, ou un parcours"],
  [/^a person's id, or a persona$/, "l’identifiant d’une personne, ou un persona"],
];

/** What a schema says of a value, in French: in the library's words where it uses those, else in ours. */
export function frenchComplaint(issue: z.core.$ZodIssue): string {
  const received = /, received (\w+)$/.exec(issue.message)?.[1] ?? "";
  const asked = { ...issue, input: SAMPLES[received] } as z.core.$ZodRawIssue;
  if (wordsOf(english(asked)) === issue.message) return wordsOf(french(asked)) ?? issue.message;
  // A condition's complaint begins with its place inside, and may be what one of its parts said.
  const [, place = "", said = ""] = /^([\w.[\]]+: )?(.*)$/s.exec(issue.message) ?? [];
  const own = OWN_WORDS.find(([words]) => words.test(said));
  if (own !== undefined) return place + said.replace(...own);
  const part = place === "" ? undefined : partsOf(issue).find(({ message }) => message === said);
  return part === undefined ? issue.message : place + frenchComplaint(part);
}

/** What the shapes of a union complained about, however deep. */
function partsOf(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [];
  return issue.errors.flat().flatMap((part) => [part, ...partsOf(part)]);
}

function wordsOf(said: ReturnType<typeof english>): string | undefined {
  return typeof said === "string" ? said : said?.message;
}
