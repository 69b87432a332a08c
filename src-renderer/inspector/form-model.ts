import { z } from "zod";

/**
 * A form as data, made from a kind's schema: the schema is the only place that says which params exist
 * (architecture.md, rule 7). Paths of fields are relative to params; `[]` stands for an item of a list.
 */
export type Field = FieldBase &
  (
    | { type: "text"; maxLength?: number }
    | { type: "number"; min?: number; max?: number; integer: boolean }
    | { type: "switch" }
    | { type: "choice"; options: string[] }
    /** `signed`: may lie before something. */
    | { type: "duration"; signed: boolean }
    | { type: "time" }
    | { type: "weekdays" }
    | { type: "zone" }
    | { type: "recurrence" }
    | { type: "day" }
    /** A name data knows: an event, an attribute, a segment, or a path into the entry event. */
    | { type: "known-name"; of: "event" | "attribute" | "segment" | "entry" }
    /** A template in one language or several; what it is written in besides Liquid. */
    | { type: "localized"; long: boolean; format: "text" | "html" | "mjml" }
    /** A template for everybody. */
    | { type: "template"; long: boolean }
    | { type: "condition"; scope: string | undefined }
    /** Objects, by default with ids of their own; `fresh` is what a new one is besides. */
    | { type: "list"; item: Field[]; min: number; max: number; fresh: Record<string, unknown>; ids: boolean }
    /** An object that is one of several things, told apart by which key it has. */
    | { type: "either"; shapes: { has: string; fields: Field[]; fresh: Record<string, unknown> }[] }
    | { type: "group"; fields: Field[] }
    /** Several texts of which usually one is written. */
    | { type: "alternatives"; fields: Field[] }
    /** Fields that depend on a choice; the values of the other choices stay in the document. */
    | { type: "variants"; variants: { value: string; fields: Field[] }[] }
    /** Names with values; `literals` = values may be numbers, true, false and null besides text. */
    | { type: "record"; literals: boolean }
    | { type: "json" }
  );

interface FieldBase {
  /** Key inside the parent. */
  key: string;
  /** Where the field's texts are: `arms[].when`. */
  textPath: string;
  /** Whether an emptied field is taken out of the document rather than kept empty. */
  optional: boolean;
  /** What the schema fills in where the document says nothing. */
  fallback?: unknown;
  /** Needed by few: shown on demand, or once it is set. */
  folded?: boolean;
}

interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  required?: string[];
  default?: unknown;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  widget?: string;
  scope?: string;
  signed?: boolean;
  folded?: boolean;
}

const forms = new WeakMap<z.ZodType, Field[]>();

/** The form of a kind's params; made once per schema. */
export function formOf(params: z.ZodType): Field[] {
  let form = forms.get(params);
  if (form === undefined) {
    // What JSON Schema cannot say has its own widget, or is shown as JSON.
    form = fieldsOf(z.toJSONSchema(params, { io: "input", unrepresentable: "any" }) as JsonSchema, "");
    forms.set(params, form);
  }
  return form;
}

/** The form of an object schema, or of objects told apart by one constant key. */
function fieldsOf(schema: JsonSchema, prefix: string): Field[] {
  const choices = schema.oneOf ?? schema.anyOf;
  const key = choices === undefined ? undefined : discriminatorOf(choices);
  if (choices !== undefined && key !== undefined) {
    const variants = choices.map((choice) => ({
      value: String(choice.properties?.[key]?.const),
      fields: fieldsOf(choice, prefix).filter((field) => field.key !== key),
    }));
    return [{ type: "variants", key, textPath: join(prefix, key), optional: false, variants }];
  }
  return Object.entries(schema.properties ?? {}).map(([name, property]) =>
    fieldOf(name, property, join(prefix, name), !(schema.required ?? []).includes(name)),
  );
}

function fieldOf(key: string, schema: JsonSchema, textPath: string, notRequired: boolean): Field {
  const base: FieldBase = {
    key,
    textPath,
    optional: notRequired && schema.default === undefined,
    ...(schema.default === undefined ? {} : { fallback: schema.default }),
    ...(schema.folded === true ? { folded: true } : {}),
  };
  switch (schema.widget) {
    case "time":
    case "weekdays":
    case "zone":
    case "recurrence":
    case "day":
      return { ...base, type: schema.widget };
    case "duration":
      return { ...base, type: "duration", signed: schema.signed === true };
    case "event-name":
      return { ...base, type: "known-name", of: "event" };
    case "attribute-name":
      return { ...base, type: "known-name", of: "attribute" };
    case "segment-name":
      return { ...base, type: "known-name", of: "segment" };
    case "entry-path":
      return { ...base, type: "known-name", of: "entry" };
    case "text":
    case "template":
      return { ...base, type: "localized", long: false, format: "text" };
    case "template-long":
      return { ...base, type: "localized", long: true, format: "text" };
    case "html":
    case "mjml":
      return { ...base, type: "localized", long: true, format: schema.widget };
    case "template-plain":
      return { ...base, type: "template", long: false };
    case "template-plain-long":
      return { ...base, type: "template", long: true };
    case "condition":
      return { ...base, type: "condition", scope: schema.scope };
  }
  if (schema.enum !== undefined) return { ...base, type: "choice", options: schema.enum.map(String) };
  switch (schema.type) {
    case "string":
      return {
        ...base,
        type: "text",
        ...(schema.maxLength === undefined ? {} : { maxLength: schema.maxLength }),
      };
    case "integer":
    case "number":
      return {
        ...base,
        type: "number",
        integer: schema.type === "integer",
        ...(schema.minimum === undefined ? {} : { min: schema.minimum }),
        ...(schema.maximum === undefined ? {} : { max: schema.maximum }),
      };
    case "boolean":
      return { ...base, type: "switch" };
    case "array":
      return listOf(base, schema);
    case "object":
      return groupOf(base, schema);
  }
  return { ...base, type: "json" };
}

function listOf(base: FieldBase, schema: JsonSchema): Field {
  const items = schema.items;
  if (items?.properties === undefined) return { ...base, type: "json" };
  const required = new Set(items.required ?? []);
  const fresh = Object.fromEntries(
    Object.entries(items.properties)
      .filter(([name]) => required.has(name) && name !== "id")
      .map(([name, property]) => [name, property.default ?? emptyOf(property)]),
  );
  return {
    ...base,
    type: "list",
    item: fieldsOf(items, `${base.textPath}[]`).filter(({ key }) => key !== "id"),
    min: schema.minItems ?? 0,
    max: schema.maxItems ?? Infinity,
    fresh,
    ids: true,
  };
}

function groupOf(base: FieldBase, schema: JsonSchema): Field {
  if (schema.properties === undefined) {
    const value = schema.additionalProperties;
    if (typeof value !== "object") return { ...base, type: "json" };
    if (value.type === "string") return { ...base, type: "record", literals: false };
    return mayBeText(value) ? { ...base, type: "record", literals: true } : { ...base, type: "json" };
  }
  const fields = fieldsOf(schema, base.textPath);
  const texts = fields.length > 1 && fields.every(({ type, optional }) => type === "localized" && optional);
  return { ...base, type: texts ? "alternatives" : "group", fields };
}

/** Whether a value may be a text, however deep in a choice of choices. */
function mayBeText(schema: JsonSchema): boolean {
  return schema.type === "string" || (schema.anyOf ?? []).some(mayBeText);
}

/** The key that tells the choices apart: a different constant in each of them. */
function discriminatorOf(choices: readonly JsonSchema[]): string | undefined {
  const keys = Object.keys(choices[0]?.properties ?? {});
  return keys.find((key) => {
    const constants = choices.map((choice) => choice.properties?.[key]?.const);
    return constants.every((value) => value !== undefined) && new Set(constants).size === choices.length;
  });
}

function emptyOf(schema: JsonSchema): unknown {
  if (schema.type === "array") return [];
  if (schema.type === "object") return {};
  if (schema.type === "boolean") return false;
  if (schema.type === "integer" || schema.type === "number") return schema.minimum ?? 0;
  return schema.enum?.[0] ?? "";
}

function join(prefix: string, key: string): string {
  return prefix === "" ? key : `${prefix}.${key}`;
}

/** An id for a new list item: what the list holds and a number, readable where it becomes a port. */
export function freshId(list: string, taken: readonly string[]): string {
  const base = list.endsWith("s") ? list.slice(0, -1) : list;
  for (let number = taken.length + 1; ; number += 1)
    if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
}
