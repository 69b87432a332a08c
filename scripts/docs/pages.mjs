// The pages that say what the definitions say: one per node kind, in both languages, and the table of time. Written by
// npm run docs; a test holds the committed pages to the definitions (tests/tooling/docs.test.ts).
import { readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { z } from "zod";
import { KINDS } from "../../src-shared/nodes/registry.ts";
import { at } from "../setup/checkout.mjs";
import { table } from "./table.mjs";
import { WORDS } from "./words.mjs";
import { problemsPage } from "./problems-page.mjs";
import { timePage } from "./time-page.mjs";

/** @typedef {import("../../src-shared/nodes/registry.ts").AnyKind} AnyKind */
/** @typedef {import("../../src-shared/problem.ts").Locale} Locale */
/**
 * @typedef {{ type?: string | string[], properties?: Record<string, Schema>, items?: Schema, anyOf?: Schema[],
 *   oneOf?: Schema[], enum?: unknown[], const?: unknown, default?: unknown, $ref?: string }} Schema
 */

const LOCALES = /** @type {const} */ (["en", "fr"]);

/**
 * Every generated page by its path in the checkout, formatted.
 * @returns {Promise<Map<string, string>>}
 */
export async function pages() {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const locale of LOCALES) {
    const folder = locale === "en" ? "docs/kinds" : "docs/kinds/fr";
    found.set(`${folder}/README.md`, indexPage(locale));
    for (const kind of KINDS) found.set(`${folder}/${kind.kind}.md`, kindPage(kind, locale));
  }
  found.set("docs/problems.md", problemsPage());
  found.set("docs/time.md", timePage());
  const options = await resolveConfig(at("docs", "time.md"));
  for (const [path, text] of found) found.set(path, await format(text, { ...options, parser: "markdown" }));
  return found;
}

/** @param {Locale} locale */
function indexPage(locale) {
  const words = WORDS[locale];
  const rows = KINDS.map(({ kind, texts, group }) => [
    `[${texts[locale].name}](${kind}.md)`,
    `\`${kind}\``,
    words.groups[group],
    texts[locale].tagline,
  ]);
  const other = locale === "en" ? "[En français](fr/README.md)" : "[In English](../README.md)";
  return `# ${words.all}\n\n${words.generated} ${other}.\n\n${table([words.step, words.kind, words.group, words.does], rows)}`;
}

/**
 * @param {AnyKind} kind
 * @param {Locale} locale
 */
function kindPage(kind, locale) {
  const words = WORDS[locale];
  const { name, tagline, help } = kind.texts[locale];
  const other = locale === "en" ? `[En français](fr/${kind.kind}.md)` : `[In English](../${kind.kind}.md)`;
  const example = fixture(kind.kind);
  return [
    `# ${name}`,
    `_${tagline}_`,
    help,
    `${words.kind}: \`${kind.kind}\` · ${words.groups[kind.group]} · [${words.all}](README.md) · ${other}`,
    `## ${words.fields}`,
    fieldTable(kind, locale),
    `## ${words.ways}`,
    portTable(kind, locale, example.params),
    `## ${words.example}`,
    words.exampleText,
    fence("json", JSON.stringify(example.nodes, undefined, 2)),
    words.traceText,
    fence("json", example.trace.join("\n")),
  ].join("\n\n");
}

/**
 * @param {AnyKind} kind
 * @param {Locale} locale
 */
function fieldTable(kind, locale) {
  const words = WORDS[locale];
  const schema = /** @type {Schema} */ (z.toJSONSchema(kind.params, { io: "input", unrepresentable: "any" }));
  const rows = Object.entries(kind.texts[locale].fields).map(([path, text]) => {
    const parts = schemasAt(schema, path);
    const preset = parts.find((part) => part.default !== undefined)?.default;
    const choices = Object.entries(text.options ?? {}).map(([value, label]) => `\`${value}\` ${label}`);
    const said = [
      text.help,
      choices.length === 0 ? undefined : `${words.oneOf}: ${choices.join(", ")}.`,
      text.placeholder === undefined || text.placeholder === ""
        ? undefined
        : `${words.forExample}: ${code(text.placeholder)}`,
    ];
    return [
      text.label,
      `\`${path}\``,
      [...new Set(parts.flatMap((part) => typesOf(part, locale)))].join(" / "),
      preset === undefined ? "" : code(JSON.stringify(preset)),
      said.filter((part) => part !== undefined).join(" "),
    ];
  });
  return rows.length === 0
    ? words.noFields
    : table([words.field, words.path, words.value, words.preset, words.meaning], rows);
}

/**
 * The places of a schema a path leads to; several where forms of the step have a field of the same name.
 * @param {Schema} schema
 * @param {string} path as in the texts: `arms[].when`
 * @returns {Schema[]}
 */
function schemasAt(schema, path) {
  /** @type {Schema[]} */
  let places = [schema];
  for (const part of path.split(".")) {
    const name = part.replaceAll("[]", "");
    places = places.flatMap(forms).flatMap(({ properties }) => {
      const next = properties?.[name];
      return next === undefined ? [] : [next];
    });
    for (let depth = part.split("[]").length - 1; depth > 0; depth -= 1)
      places = places.flatMap(forms).flatMap(({ items }) => (items === undefined ? [] : [items]));
  }
  return places;
}

/**
 * @param {Schema} schema
 * @returns {Schema[]}
 */
function forms(schema) {
  const parts = schema.anyOf ?? schema.oneOf;
  return parts === undefined ? [schema] : parts.flatMap(forms);
}

/**
 * @param {Schema} schema
 * @param {Locale} locale
 * @returns {string[]}
 */
function typesOf(schema, locale) {
  const { types } = WORDS[locale];
  if (schema.$ref !== undefined) return [types.condition];
  const found = forms(schema);
  const names = found.flatMap((form) => {
    if (form.$ref !== undefined) return [types.condition];
    if (form.enum !== undefined || form.const !== undefined) return [types.choice];
    const list = Array.isArray(form.type) ? form.type : [form.type ?? "any"];
    return list.map((type) => types[/** @type {keyof typeof types} */ (type)] ?? types.any);
  });
  // A condition is a union of more than a handful of forms; naming each would explain nothing.
  return found.length > 6 ? [types.condition] : [...new Set(names)];
}

/**
 * @param {AnyKind} kind
 * @param {Locale} locale
 * @param {unknown[]} examples params of the fixture
 */
function portTable(kind, locale, examples) {
  const words = WORDS[locale];
  /** @type {Map<string, string[]>} */
  const rows = new Map();
  for (const given of [kind.starter(locale), ...examples]) {
    const read = kind.params.safeParse(given);
    if (!read.success) continue;
    for (const { id, role, label } of kind.ports(read.data))
      if (!rows.has(id)) rows.set(id, [`\`${id}\``, label[locale], words.roles[role]]);
  }
  return rows.size === 0 ? words.noWays : table([words.port, words.label, words.meaning], [...rows.values()]);
}

/**
 * Steps of the kind in its fixture, and what happened there.
 * @param {string} kind
 */
function fixture(kind) {
  const read = (/** @type {string} */ name) =>
    readFileSync(at("src-shared", "nodes", kind, `fixture.${name}`), "utf8");
  /** @type {{ nodes: { id: string, kind: string, params: unknown }[] }} */
  const journey = JSON.parse(read("journey.json"));
  const nodes = journey.nodes.filter((node) => node.kind === kind);
  const ids = new Set(nodes.map(({ id }) => id));
  const trace = read("trace.ndjson")
    .trim()
    .split("\n")
    .filter((line) => {
      /** @type {{ node: string }} */
      const { node } = JSON.parse(line);
      return ids.has(node);
    })
    .map(withoutGate);
  return { nodes, params: nodes.map(({ params }) => params), trace };
}

/**
 * The nine verdicts of the gate are another page's subject and longer than everything else here.
 * @param {string} line
 */
function withoutGate(line) {
  const { facts, ...rest } = /** @type {{ facts?: Record<string, unknown> }} */ (JSON.parse(line));
  const others = Object.entries(facts ?? {}).filter(([name]) => name !== "gate");
  return JSON.stringify(others.length === 0 ? rest : { ...rest, facts: Object.fromEntries(others) });
}

/** @param {string} text */
function code(text) {
  return `\`${text}\``;
}

/**
 * @param {string} language
 * @param {string} text
 */
function fence(language, text) {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
