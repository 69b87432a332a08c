import type { Problem } from "../../src-shared/problems.ts";
import { readPeopleCsv, type CsvColumn } from "../../src-shared/person/csv.ts";
import { finding } from "../../src-shared/person/findings.ts";
import { parsePeople } from "../../src-shared/person/parse-people.ts";
import { PERSON_FIELDS, type Person } from "../../src-shared/person/person.ts";

export type ImportFormat = "csv" | "json";

/** One column of a people file, as shown before anything is imported. */
export interface PreviewColumn {
  name: string;
  /** `id`, `email`, `traits.plan`, `consent.push.marketing`… */
  target: string;
  type: CsvColumn["type"] | "list" | "object";
  /** Up to three different values, as they will be kept. */
  samples: string[];
}

/** Samples are for recognising a column: the first rows do. */
const LOOKED_AT = 200;
const SAMPLES = 3;
const SAMPLE_LENGTH = 40;

/** What a file is, by its name, else by how it begins. */
export function formatOf(fileName: string, text: string): ImportFormat {
  if (/\.json$/i.test(fileName)) return "json";
  if (/\.(csv|tsv|txt)$/i.test(fileName)) return "csv";
  return /^\s*[[{]/.test(text) ? "json" : "csv";
}

/**
 * How a people file will be read: by the very reader the import uses (formats.md, Person). Problems here are those
 * that keep the whole file from being read; rows are judged by the service's dry run.
 */
export function previewPeople(
  text: string,
  format: ImportFormat,
): { columns: PreviewColumn[]; problems: Problem[] } {
  if (format === "csv") {
    const { columns, people, problems } = readPeopleCsv(text);
    return {
      columns: columns.map((column) => ({ ...column, samples: samplesOf(people, column.target) })),
      problems: columns.length === 0 ? problems : [],
    };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    return { columns: [], problems: [finding("not-json", "", { detail })] };
  }
  const { people, problems } = parsePeople(json);
  return { columns: columnsOf(people), problems: people.length === 0 ? problems : [] };
}

/** The columns a JSON file would have as a table. */
function columnsOf(people: readonly Person[]): PreviewColumn[] {
  if (people.length === 0) return [];
  const fields = ["id", ...PERSON_FIELDS].filter((field) =>
    people.some((person) => person[field] !== undefined),
  );
  const traits = [...new Set(people.flatMap((person) => Object.keys(person.traits)))].sort();
  const consents = [
    ...new Set(
      people.flatMap((person) => person.consents.map((one) => `consent.${one.channel}.${one.purpose}`)),
    ),
  ].sort();
  const column = (name: string, target: string, type: PreviewColumn["type"]): PreviewColumn => ({
    name,
    target,
    type,
    samples: samplesOf(people, target),
  });
  return [
    ...fields.map((field) => column(field, field, "text")),
    ...consents.map((name) => column(name, name, "consent")),
    ...traits.map((name) => column(name, `traits.${name}`, typeOfTrait(people, name))),
  ];
}

function typeOfTrait(people: readonly Person[], name: string): PreviewColumn["type"] {
  const types = new Set(
    people.map((person) => typeOfValue(person.traits[name])).filter((type) => type !== undefined),
  );
  const [only] = types;
  return types.size === 1 && only !== undefined ? only : "text";
}

function typeOfValue(value: unknown): PreviewColumn["type"] | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return "object";
  return typeof value === "number" || typeof value === "boolean"
    ? (typeof value as "number" | "boolean")
    : "text";
}

function samplesOf(people: readonly Person[], target: string): string[] {
  const found = new Set<string>();
  for (const person of people.slice(0, LOOKED_AT)) {
    const value = valueAt(person, target);
    if (value === undefined || value === null || value === "") continue;
    const shown = typeof value === "string" ? value : JSON.stringify(value);
    found.add(shown.length > SAMPLE_LENGTH ? `${shown.slice(0, SAMPLE_LENGTH)}…` : shown);
    if (found.size === SAMPLES) break;
  }
  return [...found];
}

function valueAt(person: Person, target: string): unknown {
  if (target.startsWith("traits.")) return person.traits[target.slice("traits.".length)];
  if (!target.startsWith("consent.")) return person[target];
  return person.consents.findLast((one) => `consent.${one.channel}.${one.purpose}` === target)?.state;
}

/** A small people file that shows each sort of column; offered where nobody is there yet. */
export const EXAMPLE_CSV = `id,email,phone,timeZone,locale,consent.push.marketing,consent.email.marketing,firstName,lastName,plan,trips
sara,sara@example.com,+15125550100,America/Chicago,en,granted,granted,Sara,Hightower,pro,4
lucie,lucie@example.com,+33612345678,Europe/Paris,fr,granted,denied,Lucie,Martin,free,1
tom,tom@example.com,,Europe/London,en,,granted,Tom,Okafor,free,0
`;
