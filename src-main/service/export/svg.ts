import type { Journey, JourneyNode, Position } from "../../../src-shared/journey/schema.ts";
import { compareText } from "../../../src-shared/journey/write.ts";
import { kindOf } from "../../../src-shared/nodes/registry.ts";

const WIDTH = 220;
const HEIGHT = 64;
/** Distance between steps that have no place yet. */
const GAP = 60;
const MARGIN = 24;
const LONGEST_TEXT = 34;

/**
 * A journey as a picture that any browser or editor shows: a box per step where the layout has it, an arrow per
 * connection with its port. Steps without a place stand in rows below, by how far they are from an entry.
 */
export function writeSvg(journey: Journey): string {
  const nodes = [...journey.nodes].sort((a, b) => compareText(a.id, b.id));
  const places = placesOf(journey, nodes);
  const at = [...places.values()];
  const left = Math.min(0, ...at.map(({ x }) => x)) - MARGIN;
  const top = Math.min(0, ...at.map(({ y }) => y)) - MARGIN;
  const right = Math.max(0, ...at.map(({ x }) => x)) + WIDTH + MARGIN;
  const bottom = Math.max(0, ...at.map(({ y }) => y)) + HEIGHT + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${right - left} ${bottom - top}" font-family="sans-serif" font-size="13">`,
    `<title>${escapeXml(journey.name)}</title>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#667085"/></marker></defs>',
    ...journey.edges.flatMap((edge) => arrow(places.get(edge.from), places.get(edge.to), edge.port)),
    ...nodes.map((node) => box(node, places.get(node.id) ?? { x: 0, y: 0 })),
    "</svg>",
    "",
  ].join("\n");
}

function box(node: JourneyNode, { x, y }: Position): string {
  const kind = kindOf(node.kind);
  const params = kind?.params.safeParse(node.params);
  const summary =
    kind !== undefined && params?.success === true ? kind.summary(params.data, "en") : node.kind;
  return [
    `<g transform="translate(${x} ${y})">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="10" fill="#fff" stroke="#98a2b3"/>`,
    `<text x="14" y="26" font-weight="600" fill="#101828">${escapeXml(shorten(node.name ?? node.id))}</text>`,
    `<text x="14" y="47" fill="#475467">${escapeXml(shorten(summary))}</text>`,
    "</g>",
  ].join("");
}

function arrow(from: Position | undefined, to: Position | undefined, port: string): string[] {
  if (from === undefined || to === undefined) return [];
  const start = { x: from.x + WIDTH / 2, y: from.y + HEIGHT };
  const end = { x: to.x + WIDTH / 2, y: to.y };
  const bend = Math.max(30, Math.abs(end.y - start.y) / 2);
  const path = `M${start.x} ${start.y}C${start.x} ${start.y + bend} ${end.x} ${end.y - bend} ${end.x} ${end.y}`;
  const label =
    port === "next"
      ? ""
      : `<text x="${(start.x + end.x) / 2 + 6}" y="${(start.y + end.y) / 2}" font-size="11" fill="#475467">${escapeXml(shorten(port))}</text>`;
  return [`<path d="${path}" fill="none" stroke="#667085" marker-end="url(#tip)"/>${label}`];
}

function placesOf(journey: Journey, nodes: readonly JourneyNode[]): Map<string, Position> {
  const places = new Map<string, Position>();
  for (const { id } of nodes) {
    const place = Object.hasOwn(journey.layout, id) ? journey.layout[id] : undefined;
    if (place !== undefined) places.set(id, place);
  }
  const below = Math.max(-HEIGHT - GAP, ...[...places.values()].map(({ y }) => y)) + HEIGHT + GAP;
  const rows = new Map<number, number>();
  for (const [id, depth] of depths(journey, nodes)) {
    if (places.has(id)) continue;
    const column = rows.get(depth) ?? 0;
    rows.set(depth, column + 1);
    places.set(id, { x: column * (WIDTH + GAP), y: below + depth * (HEIGHT + GAP) });
  }
  return places;
}

/** How many connections each step is away from one that nothing leads to, walking the shortest way. */
function depths(journey: Journey, nodes: readonly JourneyNode[]): Map<string, number> {
  const targets = new Set(journey.edges.map((edge) => edge.to));
  const found = new Map<string, number>();
  let row = nodes.map((node) => node.id).filter((id) => !targets.has(id));
  for (let depth = 0; row.length > 0; depth += 1) {
    for (const id of row) found.set(id, depth);
    const ahead = journey.edges
      .filter(({ from, to }) => row.includes(from) && !found.has(to))
      .map(({ to }) => to);
    row = [...new Set(ahead)];
  }
  for (const { id } of nodes) if (!found.has(id)) found.set(id, 0);
  return found;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT - 1)}…` : line;
}

/** Markup and whatever XML does not allow or would turn the text around. */
function escapeXml(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g,
      "",
    )
    .replace(
      /[&<>"']/g,
      (character) =>
        ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[character] ?? `&#${character.charCodeAt(0)};`,
    );
}
