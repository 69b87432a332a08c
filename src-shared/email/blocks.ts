import { Parser } from "htmlparser2";

/** A stretch of a source: from its first character to behind its last. */
interface Span {
  from: number;
  to: number;
}

/** What a block shows; `other` is kept as it is and edited as source. */
export type BlockKind = "text" | "button" | "image" | "divider" | "spacer" | "other";

/** One part of an email, as its reader sees it: a component of a column in MJML. */
export interface Block extends Span {
  shows: BlockKind;
  /** The component's name; empty for text that stands between components, such as a Liquid tag. */
  tag: string;
  /** What is between its two tags; absent where it is one tag alone. */
  content?: Span;
  /** Behind its name: where another attribute goes. */
  nameEnd: number;
  /** Values by name: where they are, without their quotes, and where the whole attribute is. */
  attributes: ReadonlyMap<string, Span & { whole: Span }>;
}

/** A column of an email with its blocks from top to bottom. */
export interface Column {
  /** Of the sections, from 0. */
  section: number;
  blocks: readonly Block[];
  /** Behind its last block, before its end tag. */
  end: number;
}

/** An MJML source as columns of blocks. */
export interface EmailLayout {
  columns: readonly Column[];
  /** Before the end tag of the body: where another section goes. */
  bodyEnd: number;
}

const KINDS: Readonly<Record<string, BlockKind>> = {
  "mj-text": "text",
  "mj-button": "button",
  "mj-image": "image",
  "mj-divider": "divider",
  "mj-spacer": "spacer",
};
/** What holds blocks: sections and groups hold columns only, a hero holds blocks itself. */
const COLUMNS: ReadonlySet<string> = new Set(["mj-column", "mj-hero"]);
const SECTIONS: ReadonlySet<string> = new Set(["mj-section", "mj-hero"]);

interface OpenBlock {
  tag: string;
  from: number;
  openEnd: number;
  /** Elements that are open inside of it, itself included. */
  depth: number;
  attributes: Map<string, Span & { whole: Span }>;
}

/**
 * Finds the blocks of an MJML source, by the same parser that the MJML compiler reads it with. Nothing is made anew from
 * what is found: edits change the source at these places and leave every other character as it was.
 * @returns undefined for a source that has no body, or tags that are not closed
 */
export function readBlocks(source: string): EmailLayout | undefined {
  const columns: { section: number; blocks: Block[]; end: number }[] = [];
  let bodyEnd: number | undefined;
  let isInBody = false;
  let section = -1;
  let column: (typeof columns)[number] | undefined;
  let open: OpenBlock | undefined;
  let attributes: OpenBlock["attributes"] = new Map();
  let isBroken = false;

  const parser = new Parser(
    {
      onopentagname: () => (attributes = new Map()),
      onattribute: (name, value) => {
        // The parser stands behind the closing quote.
        const to = parser.endIndex - 1;
        const before = /\s*$/.exec(source.slice(0, parser.startIndex))?.[0].length ?? 0;
        const whole = { from: parser.startIndex - before, to: parser.endIndex };
        attributes.set(name, { from: to - value.length, to, whole });
      },
      onopentag: (name) => {
        if (open !== undefined) {
          open.depth += 1;
        } else if (column !== undefined) {
          const [from, openEnd] = [parser.startIndex, parser.endIndex + 1];
          open = { tag: name, from, openEnd, depth: 1, attributes };
        } else if (name === "mj-body") {
          isInBody = true;
        } else if (isInBody) {
          if (SECTIONS.has(name)) section += 1;
          if (COLUMNS.has(name)) column = { section: Math.max(section, 0), blocks: [], end: 0 };
        }
      },
      ontext: (text) => {
        if (column === undefined || open !== undefined || text.trim() === "") return;
        const from = parser.startIndex + text.length - text.trimStart().length;
        const to = from + text.trim().length;
        const last = column.blocks.at(-1);
        // The parser may give one text in pieces.
        if (last?.tag === "" && source.slice(last.to, from).trim() === "") last.to = to;
        else column.blocks.push({ shows: "other", tag: "", from, to, nameEnd: from, attributes: new Map() });
      },
      onclosetag: (name) => {
        const [from, to] = [parser.startIndex, parser.endIndex + 1];
        const isSelfClosed = source.slice(from, to).endsWith("/>");
        const isOwnTag = isSelfClosed || source.startsWith(`</${name}`, from);
        if (open !== undefined) {
          open.depth -= 1;
          if (open.depth > 0) return;
          isBroken ||= !isOwnTag;
          const { tag, from: start, openEnd } = open;
          const shows = KINDS[tag] ?? "other";
          const content = isSelfClosed ? {} : { content: { from: openEnd, to: from } };
          const nameEnd = start + 1 + tag.length;
          column?.blocks.push({
            ...{ shows, tag, from: start, to, nameEnd, attributes: open.attributes },
            ...content,
          });
          open = undefined;
          return;
        }
        if (isInBody) isBroken ||= !isOwnTag;
        if (column !== undefined && COLUMNS.has(name)) {
          // One without an end tag has no room for a block.
          if (!isSelfClosed) columns.push({ ...column, end: from });
          column = undefined;
        } else if (name === "mj-body") {
          isInBody = false;
          bodyEnd = from;
        }
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(source);
  return isBroken || bodyEnd === undefined ? undefined : { columns, bodyEnd };
}

/** Where a block is: in which column, and the how manieth there. */
export interface BlockPlace {
  column: number;
  index: number;
}

/** The text of a block as one writes it: line breaks are lines, whatever else is marked up stays so. */
export function textOf(source: string, { content }: Block): string {
  if (content === undefined) return "";
  return source
    .slice(content.from, content.to)
    .trim()
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll(/<br\s*\/?>\s?/gi, "\n");
}

/** The source with another text in a block. */
export function withText(source: string, block: Block, text: string): string {
  // A line break inside of a Liquid tag is none of the text's.
  const html = text
    .split(/(\{\{[^]*?\}\}|\{%[^]*?%\})/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll("\n", "<br />")))
    .join("");
  if (block.content !== undefined) return splice(source, block.content, html);
  const opened = source.slice(block.from, block.to).replace(/\s*\/>$/, ">");
  return splice(source, block, `${opened}${html}</${block.tag}>`);
}

/** An attribute of a block as one writes it; undefined where it has none. */
export function attributeOf(source: string, { attributes }: Block, name: string): string | undefined {
  const found = attributes.get(name);
  return found === undefined ? undefined : source.slice(found.from, found.to).replaceAll("&quot;", '"');
}

/** The source with another value of a block's attribute; undefined takes it away. */
export function withAttribute(source: string, block: Block, name: string, value: string | undefined): string {
  const found = block.attributes.get(name);
  if (value === undefined) return found === undefined ? source : splice(source, found.whole, "");
  // In Liquid a quote is part of the code, so that only the other kind of quote can stand for it.
  const written = value
    .split(/(\{\{[^]*?\}\}|\{%[^]*?%\})/)
    .map((part, index) => part.replaceAll('"', index % 2 === 1 ? "'" : "&quot;"))
    .join("");
  const whole = ` ${name}="${written}"`;
  if (found === undefined) return splice(source, { from: block.nameEnd, to: block.nameEnd }, whole);
  const isInDoubleQuotes = source[found.to] === '"';
  return isInDoubleQuotes ? splice(source, found, written) : splice(source, found.whole, whole);
}

/** The source without a block. */
export function without(source: string, block: Block): string {
  return splice(source, { from: block.from - spaceBefore(source, block.from).length, to: block.to }, "");
}

/** The source with a block once more behind itself. */
export function duplicated(source: string, block: Block): string {
  const copy = spaceBefore(source, block.from) + source.slice(block.from, block.to);
  return splice(source, { from: block.to, to: block.to }, copy);
}

/** The source with another block at the end of a column. @param mjml what the block is in MJML */
export function appended(source: string, column: Column, mjml: string): string {
  const last = column.blocks.at(-1);
  if (last !== undefined)
    return splice(source, { from: last.to, to: last.to }, spaceBefore(source, last.from) + mjml);
  const before = spaceBefore(source, column.end);
  const at = column.end - before.length;
  return splice(source, { from: at, to: at }, `${before}${before === "" ? "" : "  "}${mjml}`);
}

/** The source with another section at its end, which holds one block. @param mjml what the block is in MJML */
export function withSection(source: string, { bodyEnd }: EmailLayout, mjml: string): string {
  const before = spaceBefore(source, bodyEnd);
  const indent = before === "" ? "\n" : before;
  const lines = [
    "  <mj-section>",
    "    <mj-column>",
    `      ${mjml}`,
    "    </mj-column>",
    "  </mj-section>",
  ].map((line) => indent + line);
  const at = bodyEnd - before.length;
  return splice(source, { from: at, to: at }, lines.join("") + (before === "" ? "\n" : ""));
}

/**
 * The source with a block one place further up or down; past the end of its column it goes on in the next one.
 * @returns also where it is then; undefined where there is no place in that direction
 */
export function moved(
  source: string,
  { columns }: EmailLayout,
  { column, index }: BlockPlace,
  by: -1 | 1,
): { source: string; place: BlockPlace } | undefined {
  const here = columns[column];
  const block = here?.blocks[index];
  if (block === undefined) return undefined;
  const other = here?.blocks[index + by];
  if (other !== undefined)
    return { source: swapped(source, block, other), place: { column, index: index + by } };
  const next = columns[column + by];
  if (next === undefined) return undefined;
  const mjml = source.slice(block.from, block.to);
  if (by === -1)
    return {
      // What comes first in the source is changed last, so that no place is out of date.
      source: appended(without(source, block), next, mjml),
      place: { column: column - 1, index: next.blocks.length },
    };
  const [first] = next.blocks;
  const put =
    first === undefined
      ? appended(source, next, mjml)
      : splice(source, { from: first.from, to: first.from }, mjml + spaceBefore(source, first.from));
  return { source: without(put, block), place: { column: column + 1, index: 0 } };
}

function swapped(source: string, a: Span, b: Span): string {
  const [first, second] = a.from < b.from ? [a, b] : [b, a];
  return (
    source.slice(0, first.from) +
    source.slice(second.from, second.to) +
    source.slice(first.to, second.from) +
    source.slice(first.from, first.to) +
    source.slice(second.to)
  );
}

/** The line break and the indentation before a place; empty where something else stands before it on its line. */
function spaceBefore(source: string, at: number): string {
  return /\n[\t ]*$/.exec(source.slice(0, at))?.[0] ?? "";
}

function splice(source: string, { from, to }: Span, text: string): string {
  return source.slice(0, from) + text + source.slice(to);
}
