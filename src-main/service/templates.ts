import { z } from "zod";
import type { TemplateCard } from "../../src-shared/api/templates.ts";
import { TEMPLATE_GROUPS } from "../../src-shared/api/templates.ts";
import { withFrenchSpacesIn } from "../../src-shared/french-spaces.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { writeJourney } from "../../src-shared/journey/write.ts";
import { parsePeople } from "../../src-shared/person/parse-people.ts";
import type { Person } from "../../src-shared/person/person.ts";
import type { Locale } from "../../src-shared/problems.ts";
import type { WritableDb } from "../store/db.ts";
import { findJourney } from "../store/journeys.ts";
import { saveScenario } from "../store/scenarios.ts";
import { freeId, storeDraft } from "./drafts.ts";

const FILES = import.meta.glob("../../assets/templates/*/*.json", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** `template.json` of a folder: where it stands in the gallery, and how it reads in French. */
const About = z.object({
  group: z.enum(TEMPLATE_GROUPS),
  order: z.number(),
  fr: z
    .object({
      name: z.string(),
      description: z.string(),
      /** Names of steps, by id. */
      steps: z.record(z.string(), z.string()),
      /** Names of ways out, by step and arm. */
      ways: z.record(z.string(), z.record(z.string(), z.string())).default({}),
      /** Texts of notes, by id. */
      notes: z.record(z.string(), z.string()).default({}),
      /** Names of stages, by id. */
      stages: z.record(z.string(), z.string()).default({}),
      /** Names of scenarios, by file. */
      scenarios: z.record(z.string(), z.string()).default({}),
    })
    .transform(withFrenchSpacesIn),
});
type About = z.infer<typeof About>;

/** A template as it is shipped. What does not read is a defect and throws. */
interface Template {
  id: string;
  about: About;
  journey: Journey;
  scenarios: { file: string; value: Record<string, unknown>; persona: Person }[];
}

/** The templates in the order of the gallery. */
export function templateCards(locale: Locale): TemplateCard[] {
  return templates().map(({ id, about, journey, scenarios }) => {
    const shown = inLanguage(journey, about, locale);
    return {
      id,
      group: about.group,
      name: shown.name,
      description: shown.description,
      steps: shown.nodes.length,
      scenarios: scenarios.length,
      text: writeJourney(shown),
    };
  });
}

/**
 * Makes a journey from a template, with its scenarios. A workspace that has the template already gets another one.
 * @returns its id; undefined when there is no such template
 */
export function startFromTemplate(
  db: WritableDb,
  choice: { id: string; locale: Locale },
  now: number,
): string | undefined {
  const template = templates().find(({ id }) => id === choice.id);
  if (template === undefined) return undefined;
  const { about, scenarios } = template;
  const journey = inLanguage(template.journey, about, choice.locale);
  return db.transaction(() => {
    const id = findJourney(db, journey.id) === undefined ? journey.id : freeId(db, journey.name);
    storeDraft(db, { ...journey, id }, now);
    for (const { file, value, persona } of scenarios) {
      const { personaFile: _, ...rest } = value;
      const name = nameOf(file, value, about, choice.locale);
      saveScenario(db, id, {
        id: file.replace(/\.scenario\.json$/, ""),
        name,
        document: `${JSON.stringify({ ...rest, name, journey: id, persona }, null, 2)}\n`,
        updatedAt: now,
      });
    }
    return id;
  });
}

let read: Template[] | undefined;

/** Read once: they are part of the program. */
function templates(): Template[] {
  read ??= [...Map.groupBy(Object.entries(FILES), ([path]) => path.split("/").at(-2) ?? "")]
    .map(([id, files]) =>
      readTemplate(id, new Map(files.map(([path, text]) => [path.split("/").at(-1) ?? "", text]))),
    )
    .toSorted((a, b) => a.about.order - b.about.order);
  return read;
}

function readTemplate(id: string, files: ReadonlyMap<string, string>): Template {
  const about = About.parse(JSON.parse(textOf(id, files, "template.json")));
  const { journey, problems } = readJourney(textOf(id, files, `${id}.journey.json`));
  if (journey === undefined)
    throw new Error(`the template ${id} cannot be read: ${problems[0]?.message ?? ""}`);
  const { people } = parsePeople(JSON.parse(textOf(id, files, "personas.json")));
  const scenarios = [...files]
    .filter(([file]) => file.endsWith(".scenario.json"))
    .map(([file, text]) => {
      const value = JSON.parse(text) as Record<string, unknown>;
      const persona = people.find((person) => person.id === value["persona"]);
      if (persona === undefined) throw new Error(`${id}/${file} names nobody of its personas`);
      return { file, value, persona };
    });
  return { id, about, journey, scenarios };
}

function textOf(id: string, files: ReadonlyMap<string, string>, name: string): string {
  const text = files.get(name);
  if (text === undefined) throw new Error(`the template ${id} has no ${name}`);
  return text;
}

function inLanguage(journey: Journey, { fr }: About, locale: Locale): Journey {
  if (locale === "en") return journey;
  return {
    ...journey,
    name: fr.name,
    description: fr.description,
    settings: { ...journey.settings, locale: "fr" },
    nodes: journey.nodes.map((node) => {
      const name = fr.steps[node.id] ?? node.name;
      return {
        ...node,
        ...(name === undefined ? {} : { name }),
        params: named(node.params, fr.ways[node.id]),
      };
    }),
    notes: journey.notes.map((note) => ({ ...note, text: fr.notes[note.id] ?? note.text })),
    stages: journey.stages.map((stage) => ({ ...stage, name: fr.stages[stage.id] ?? stage.name })),
  };
}

/** The params with the names of their arms in another language. */
function named(
  params: Record<string, unknown>,
  ways: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  const { arms } = params;
  if (!Array.isArray(arms)) return params;
  const renamed = (arms as { id?: unknown; name?: unknown }[]).map((arm) => {
    const name = typeof arm.id === "string" ? ways[arm.id] : undefined;
    return name === undefined ? arm : { ...arm, name };
  });
  return { ...params, arms: renamed };
}

function nameOf(file: string, value: Record<string, unknown>, { fr }: About, locale: Locale): string {
  const written = typeof value["name"] === "string" ? value["name"] : file;
  return locale === "fr" ? (fr.scenarios[file] ?? written) : written;
}
