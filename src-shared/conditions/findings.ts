import type { Finding } from "../person/findings.ts";

/** What can be wrong with a condition the schema accepts, in both languages. */
export const CONDITION_FINDINGS = {
  "bad-duration": {
    severity: "error",
    en: { message: "“{text}” is not a duration.", hint: "Write it like P30D or PT2H." },
    fr: { message: "« {text} » n’est pas une durée.", hint: "Écrivez-la comme P30D ou PT2H." },
  },
  "bad-time": {
    severity: "error",
    en: { message: "“{text}” is not a time of day.", hint: "Write it like 09:00." },
    fr: { message: "« {text} » n’est pas une heure.", hint: "Écrivez-la comme 09:00." },
  },
  "empty-condition": {
    severity: "warning",
    en: {
      message: "This group is empty: it is {result} for everyone.",
      hint: "Add a condition or remove it.",
    },
    fr: {
      message: "Ce groupe est vide : il vaut {result} pour tous.",
      hint: "Ajoutez une condition ou retirez-le.",
    },
  },
  "missing-value": {
    severity: "error",
    en: { message: "There is nothing to compare with.", hint: "Write a value, or ask whether it is known." },
    fr: {
      message: "Il n’y a rien à quoi comparer.",
      hint: "Écrivez une valeur, ou demandez si elle est connue.",
    },
  },
  "list-expected": {
    severity: "error",
    en: { message: "“{op}” compares with a list.", hint: "Write several values, or ask whether it is one." },
    fr: {
      message: "« {op} » compare avec une liste.",
      hint: "Écrivez plusieurs valeurs, ou demandez s’il en est une.",
    },
  },
  "wrong-type": {
    severity: "warning",
    en: { message: "“{op}” never holds for this value.", hint: "Different types never compare." },
    fr: {
      message: "« {op} » ne vaut jamais pour cette valeur.",
      hint: "Des types différents ne se comparent jamais.",
    },
  },
  "date-expected": {
    severity: "error",
    en: { message: "“{text}” is not a date.", hint: "Write 2027-03-12 or 2027-03-12T18:00:00Z." },
    fr: { message: "« {text} » n’est pas une date.", hint: "Écrivez 2027-03-12 ou 2027-03-12T18:00:00Z." },
  },
  "sides-fixed": {
    severity: "info",
    en: {
      message: "Read as: the attribute {attr} {op} the entry event’s {entry}.",
      hint: "Turn the comparison round if that is not what you meant.",
    },
    fr: {
      message: "Se lit : l’attribut {attr} {op} {entry} de l’événement d’entrée.",
      hint: "Inversez la comparaison si ce n’est pas ce que vous vouliez.",
    },
  },
} as const satisfies Record<string, Finding>;
