import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  appended,
  attributeOf,
  duplicated,
  moved,
  readBlocks,
  textOf,
  withAttribute,
  without,
  withSection,
  withText,
  type Block,
  type EmailLayout,
} from "./blocks.ts";

const SOURCE = `<mjml>
  <mj-head>
    <mj-attributes><mj-text color="#000" /><mj-column /></mj-attributes>
  </mj-head>
  <mj-body>
    <!-- the top -->
    <mj-section>
      <mj-column>
        <mj-text align="center">Hello {{ person.firstName | default: "you" }},<br />
          welcome <b>back</b> & on.</mj-text>
        <mj-image src='a.png' alt="A &quot;lamp&quot;" />
      </mj-column>
      <mj-column>
        {% if person.plan == "pro" %}
        <mj-button href="https://example.com/?a=1&b=2">Go</mj-button>
        {% endif %}
        <mj-social><mj-social-element name="x" /></mj-social>
      </mj-column>
    </mj-section>
    <mj-section><mj-column></mj-column></mj-section>
  </mj-body>
</mjml>`;

function read(source: string): EmailLayout {
  const layout = readBlocks(source);
  if (layout === undefined) throw new Error("no blocks");
  return layout;
}

function blocks(source: string): readonly Block[] {
  return read(source).columns.flatMap((column) => column.blocks);
}

/** The block there; -1 is the last. */
function block(source: string, at: number): Block {
  const found = blocks(source).at(at);
  if (found === undefined) throw new Error(`no block ${at}`);
  return found;
}

function kinds(source: string): string[] {
  return read(source).columns.map((column) => column.blocks.map(({ shows }) => shows).join(" "));
}

describe("an email as blocks", () => {
  it("has those of each column, in order, and nothing of the head", () => {
    expect(kinds(SOURCE)).toEqual(["text image", "other button other other", ""]);
    expect(read(SOURCE).columns.map(({ section }) => section)).toEqual([0, 0, 1]);
    expect(blocks(SOURCE).map(({ from, to }) => SOURCE.slice(from, to).split(/[ >]/)[0])).toEqual([
      "<mj-text",
      "<mj-image",
      "{%",
      "<mj-button",
      "{%",
      "<mj-social",
    ]);
  });

  it.each([
    "",
    "Hello",
    "<mjml></mjml>",
    "<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-column></mj-body>",
  ])("has none where it is no whole email: %j", (source) => expect(readBlocks(source)).toBeUndefined());

  it("reads a text with its lines, whatever is marked up left as it is", () => {
    expect(textOf(SOURCE, block(SOURCE, 0))).toBe(
      'Hello {{ person.firstName | default: "you" }},\nwelcome <b>back</b> & on.',
    );
    expect(textOf(SOURCE, block(SOURCE, 1))).toBe("");
  });

  it("writes lines as breaks, except inside of Liquid", () => {
    const text = "One\ntwo {{ person.firstName\n | upcase }}";
    const changed = withText(SOURCE, block(SOURCE, 0), text);
    expect(changed).toContain(">One<br />two {{ person.firstName\n | upcase }}</mj-text>");
    expect(changed.replace(/>One[^]*?<\/mj-text>/, "")).toBe(SOURCE.replace(/>Hello[^]*?<\/mj-text>/, ""));
    expect(
      withText("<mj-button href='x' />", { ...block(SOURCE, 3), from: 0, to: 22, content: undefined }, "Go"),
    ).toBe("<mj-button href='x'>Go</mj-button>");
  });

  it("reads and writes attributes, quotes of Liquid kept apart from the attribute's own", () => {
    const image = block(SOURCE, 1);
    expect(attributeOf(SOURCE, image, "alt")).toBe('A "lamp"');
    expect(attributeOf(SOURCE, image, "src")).toBe("a.png");
    expect(attributeOf(SOURCE, image, "href")).toBeUndefined();
    const changed = withAttribute(
      SOURCE,
      image,
      "src",
      'https://e.com/{{ person.plan | default: "free" }}.png',
    );
    expect(changed).toContain(`<mj-image src="https://e.com/{{ person.plan | default: 'free' }}.png" alt=`);
    expect(withAttribute(SOURCE, image, "alt", 'The "new" one')).toContain(
      'alt="The &quot;new&quot; one" />',
    );
    expect(withAttribute(SOURCE, image, "href", "https://e.com")).toContain(
      "<mj-image href=\"https://e.com\" src='a.png'",
    );
    expect(withAttribute(SOURCE, image, "alt", undefined)).toContain("<mj-image src='a.png' />");
    expect(withAttribute(SOURCE, image, "href", undefined)).toBe(SOURCE);
  });

  it("adds at the end of a column, on a line of its own where others are", () => {
    const [first, , empty] = read(SOURCE).columns;
    if (first === undefined || empty === undefined) throw new Error("no columns");
    expect(appended(SOURCE, first, "<mj-divider />")).toContain(
      '&quot;" />\n        <mj-divider />\n      </mj-column>',
    );
    expect(appended(SOURCE, empty, "<mj-divider />")).toContain("<mj-column><mj-divider /></mj-column>");
    const added = withSection(SOURCE, read(SOURCE), "<mj-spacer />");
    expect(added).toContain("    <mj-section>\n      <mj-column>\n        <mj-spacer />\n      </mj-column>");
    expect(kinds(added)).toEqual([...kinds(SOURCE), "spacer"]);
    expect(
      kinds(withSection("<mjml><mj-body></mj-body></mjml>", { columns: [], bodyEnd: 15 }, "<mj-spacer />")),
    ).toEqual(["spacer"]);
  });

  it("takes a block away with its line, and doubles one", () => {
    expect(kinds(without(SOURCE, block(SOURCE, 1)))).toEqual(["text", "other button other other", ""]);
    expect(without(SOURCE, block(SOURCE, 1))).toContain("</mj-text>\n      </mj-column>");
    expect(kinds(duplicated(SOURCE, block(SOURCE, 1)))[0]).toBe("text image image");
  });

  it("moves a block within its column and on into the next", () => {
    const layout = read(SOURCE);
    const down = moved(SOURCE, layout, { column: 0, index: 0 }, 1);
    expect(down && kinds(down.source)[0]).toBe("image text");
    const over = moved(SOURCE, layout, { column: 0, index: 1 }, 1);
    expect(over?.place).toEqual({ column: 1, index: 0 });
    expect(over && kinds(over.source)).toEqual(["text", "image other button other other", ""]);
    const back = over && moved(over.source, read(over.source), over.place, -1);
    expect(back?.source).toBe(SOURCE);
    expect(moved(SOURCE, layout, { column: 1, index: 3 }, 1)?.place).toEqual({ column: 2, index: 0 });
    expect(moved(SOURCE, layout, { column: 0, index: 0 }, -1)).toBeUndefined();
  });

  it("loses no block however one moves, doubles and writes", () => {
    const step = fc.record({
      at: fc.nat(30),
      by: fc.constantFrom<1 | -1>(1, -1),
      what: fc.nat(2),
      text: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let source = SOURCE;
        let count = blocks(source).length;
        for (const { at, by, what, text } of steps) {
          const layout = read(source);
          const places = layout.columns.flatMap((each, column) =>
            each.blocks.map((_, index) => ({ column, index })),
          );
          const place = places[at % places.length];
          if (place === undefined) continue;
          const found = layout.columns[place.column]?.blocks[place.index];
          if (found === undefined) continue;
          if (what === 0) source = moved(source, layout, place, by)?.source ?? source;
          else if (what === 1) {
            source = duplicated(source, found);
            // Two Liquid tags in a row are one stretch of text.
            count = found.tag === "" ? blocks(source).length : count + 1;
          } else if (found.shows === "text") {
            const plain = text.replaceAll(/[<>{}]/g, "");
            source = withText(source, found, plain);
            expect(textOf(source, block(source, places.indexOf(place)))).toBe(
              plain.trim().replaceAll(/[^\S\n]*\n[^\S\n]*/g, "\n"),
            );
          }
          const now = blocks(source).length;
          if (blocks(source).every(({ tag }) => tag !== "")) expect(now).toBe(count);
          count = now;
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it("of every template's email are texts, buttons and nothing that has to be edited as source", () => {
    const folder = join(import.meta.dirname, "../../assets/templates");
    const sources = readdirSync(folder).flatMap((id) => {
      const journey = JSON.parse(readFileSync(join(folder, id, `${id}.journey.json`), "utf8")) as {
        nodes: { params: { body?: { mjml?: Record<string, string> } } }[];
      };
      return journey.nodes.flatMap(({ params }) => Object.values(params.body?.mjml ?? {}));
    });
    expect(sources.length).toBeGreaterThan(40);
    for (const source of sources) {
      const found = blocks(source).map(({ shows }) => shows);
      expect(found.length).toBeGreaterThan(2);
      expect(found.filter((kind) => kind === "other")).toEqual([]);
    }
  });
});
