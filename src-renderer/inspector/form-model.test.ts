import { describe, expect, test } from "vitest";
import { z } from "zod";
import { KINDS } from "../../src-shared/nodes/registry.ts";
import { formOf, freshId, type Field } from "./form-model.ts";

const text = z.union([z.string(), z.record(z.string(), z.string())]);

describe("formOf", () => {
  test("gives each property the field its schema asks for", () => {
    const form = formOf(
      z.object({
        title: text.default("").meta({ widget: "template" }),
        note: z.string().max(40).optional(),
        count: z.int().min(1).max(9),
        urgent: z.boolean().optional(),
        via: z.enum(["email", "push"]).default("email"),
        anything: z.unknown().optional(),
      }),
    );
    expect(form).toEqual([
      {
        type: "localized",
        key: "title",
        textPath: "title",
        optional: false,
        fallback: "",
        long: false,
        format: "text",
      },
      { type: "text", key: "note", textPath: "note", optional: true, maxLength: 40 },
      { type: "number", key: "count", textPath: "count", optional: false, integer: true, min: 1, max: 9 },
      { type: "switch", key: "urgent", textPath: "urgent", optional: true },
      {
        type: "choice",
        key: "via",
        textPath: "via",
        optional: false,
        fallback: "email",
        options: ["email", "push"],
      },
      { type: "json", key: "anything", textPath: "anything", optional: true },
    ]);
  });

  test("a choice between objects becomes variants that keep to their own fields", () => {
    const [field, ...rest] = formOf(
      z.discriminatedUnion("for", [
        z.object({ for: z.literal("duration"), duration: z.string().meta({ widget: "duration" }) }),
        z.object({ for: z.literal("never") }),
      ]),
    );
    expect(rest).toEqual([]);
    expect(field).toEqual({
      type: "variants",
      key: "for",
      textPath: "for",
      optional: false,
      variants: [
        {
          value: "duration",
          fields: [
            { type: "duration", signed: false, key: "duration", textPath: "duration", optional: false },
          ],
        },
        { value: "never", fields: [] },
      ],
    });
  });

  test("lists of objects have their items' fields, generated ids and what a new item must have", () => {
    const form = formOf(
      z.object({
        buttons: z
          .array(
            z.object({
              id: z.string(),
              label: text.meta({ widget: "template" }),
              link: z.string().optional(),
            }),
          )
          .min(1)
          .max(3),
      }),
    );
    expect(form[0]).toMatchObject({ type: "list", min: 1, max: 3, fresh: { label: "" } });
    expect(form[0]?.type === "list" && form[0].item.map(({ key, textPath }) => [key, textPath])).toEqual([
      ["label", "buttons[].label"],
      ["link", "buttons[].link"],
    ]);
  });

  test("a group of optional texts is a choice between them", () => {
    const html = text.optional().meta({ widget: "html" });
    expect(formOf(z.object({ body: z.object({ mjml: html, html }) }))[0]?.type).toBe("alternatives");
    expect(formOf(z.object({ body: z.object({ mjml: html, width: z.number() }) }))[0]?.type).toBe("group");
  });
});

describe("the kinds of this version", () => {
  const fieldsIn = (fields: readonly Field[]): Field[] =>
    fields.flatMap((field) => {
      if (field.type === "list") return [field, ...fieldsIn(field.item)];
      if (field.type === "group" || field.type === "alternatives") return [field, ...fieldsIn(field.fields)];
      if (field.type === "variants")
        return [field, ...field.variants.flatMap((variant) => fieldsIn(variant.fields))];
      return [field];
    });

  test.each(KINDS.map((kind) => [kind.kind, kind] as const))(
    "%s: every field has a widget and texts",
    (_, kind) => {
      for (const field of fieldsIn(formOf(kind.params))) {
        expect(field.type, field.textPath).not.toBe("json");
        for (const locale of ["en", "fr"] as const) {
          const texts = kind.texts[locale].fields[field.textPath];
          expect(texts?.label, `${locale} ${field.textPath}`).toBeTruthy();
          const options =
            field.type === "choice"
              ? field.options
              : field.type === "variants"
                ? field.variants.map((v) => v.value)
                : [];
          for (const option of options)
            expect(texts?.options?.[option], `${field.textPath}=${option}`).toBeTruthy();
        }
      }
    },
  );
});

test("new list items get the first free readable id", () => {
  expect(freshId("buttons", [])).toBe("button-1");
  expect(freshId("arms", ["yes", "arm-3"])).toBe("arm-4");
});
