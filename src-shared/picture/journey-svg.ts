import { bandsOf, type Band } from "../journey/mapping.ts";
import type { Journey, JourneyNode, Note, Position } from "../journey/schema.ts";
import { compareText } from "../journey/write.ts";
import type { Port } from "../nodes/define.ts";
import { kindOf } from "../nodes/registry.ts";
import type { Locale } from "../problems.ts";
import { withJourney } from "./embedded.ts";
import { labelPlaces, pointAlong, type Curve } from "./label-place.ts";
import { placesOf } from "./places.ts";
import { escapeXml } from "./xml.ts";

/** What a picture depends on besides the journey. Everything has a default that needs neither page nor fonts. */
export interface PictureOptions {
  locale?: Locale;
  positions?: ReadonlyMap<string, Position>;
  /** CSS colour of a kind. */
  colourOf?: (kind: string, group: string | undefined) => string;
  /** The SVG of a kind's icon. */
  iconOf?: (kind: string) => string | undefined;
  /** Width of a text in px; otherwise it is guessed. */
  measure?: (text: string, size: number, weight: number) => number;
  /** CSS that brings the font along. */
  fontFace?: string;
}

const WIDTH = 214;
/** As far as a box grows with its title. */
const WIDEST = 300;
const CELL = 68;
const HEAD = 51;
const SUMMARY = 26;
const PORTS = 27;
const MARGIN = 32;
const INK = "#1b2330";
const MUTED = "#566172";
const LINE = "#a5afbd";
/** Colours of the stages, in turns as on the canvas. */
const BANDS = ["#2563eb", "#0e9f6e", "#7c3aed", "#db2777"] as const;
const NOTES: Readonly<Record<string, string>> = { blue: "#dbeafe", green: "#dcfce7", pink: "#fce7f3" };

interface Box {
  node: JourneyNode;
  at: Position;
  width: number;
  height: number;
  kindName: string;
  group: string | undefined;
  title: string;
  summary: string;
  ports: readonly Port[];
  takes: boolean;
}

/**
 * A journey as a picture of its full extent, in the look of the canvas on white: a box per step, an arrow per
 * connection from the cell of its port, the notes, and the stages behind it all. The document lies inside, so that the file opens as the journey.
 */
export function journeySvg(journey: Journey, options: PictureOptions = {}): string {
  const places = options.positions ?? placesOf(journey, journey.nodes);
  const boxes = [...journey.nodes]
    .sort((a, b) => compareText(a.id, b.id))
    .map((node) => boxOf(node, journey, places.get(node.id) ?? { x: 0, y: 0 }, options));
  const notes = journey.notes.map((note) => ({ note, ...noteSize(note) }));
  const bands = bandsOf(journey.stages);
  const corners = [
    ...boxes.map(({ at, width, height }) => ({ ...at, right: at.x + width, bottom: at.y + height })),
    ...notes.map(({ note: { x, y }, width, height }) => ({ x, y, right: x + width, bottom: y + height })),
  ];
  const left = Math.min(0, ...corners.map(({ x }) => x)) - MARGIN;
  const top = Math.min(0, ...corners.map(({ y }) => y), ...bands.map(({ y }) => y)) - MARGIN;
  const width = Math.max(WIDTH, ...corners.map(({ right }) => right)) + MARGIN - left;
  const height =
    Math.max(HEAD, ...corners.map(({ bottom }) => bottom), ...bands.map((band) => band.y + band.height)) +
    MARGIN -
    top;
  const byId = new Map(boxes.map((box) => [box.node.id, box]));
  const arrows = new Map(
    journey.edges.map((edge) => [edge, arrowOf(byId.get(edge.from), edge.port, byId.get(edge.to), options)]),
  );
  const names = labelPlaces(
    journey.edges,
    (edge) => {
      const { curve, name } = arrows.get(edge) ?? {};
      return curve === undefined || name === undefined ? undefined : { curve, width: name.width };
    },
    boxes.map(({ at: { x, y }, width: wide, height: high }) => {
      return { left: x, right: x + wide, top: y, bottom: y + high };
    }),
  );
  return withJourney(
    [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="'Inter Variable', Inter, system-ui, sans-serif">`,
      `<title>${escapeXml(journey.name)}</title>`,
      ...(options.fontFace === undefined ? [] : [`<style>${options.fontFace}</style>`]),
      `<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${LINE}"/></marker></defs>`,
      `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#fff"/>`,
      ...bands.map((band, index) => bandSvg(band, index, { left, width }, options)),
      ...notes.map(({ note, ...size }) => noteSvg(note, size, options)),
      ...[...arrows].flatMap(([edge, drawn]) =>
        drawn === undefined ? [] : arrowSvg(drawn, names.get(edge) ?? 0.5),
      ),
      ...boxes.map((box) => boxSvg(box, options)),
      "</svg>",
      "",
    ].join("\n"),
    journey,
  );
}

function boxOf(node: JourneyNode, { edges }: Journey, at: Position, options: PictureOptions): Box {
  const { locale = "en" } = options;
  const kind = kindOf(node.kind);
  const read = kind?.params.safeParse(node.params);
  const params = read?.success === true ? read.data : undefined;
  const kindName = kind?.texts[locale].name ?? node.kind;
  const summary = kind === undefined || params === undefined ? "" : kind.summary(params, locale);
  const name = node.name?.trim() ?? "";
  const own = kind === undefined || params === undefined ? [] : kind.ports(params);
  const named = edges.filter(({ from }) => from === node.id).map(({ port }) => port);
  const lost = [...new Set(named)].filter((id) => !own.some((port) => port.id === id));
  const ports = [...own, ...lost.map((id): Port => ({ id, role: "arm", label: { en: id, fr: id } }))];
  const title = name || (kind === undefined ? node.id : summary || kindName);
  const second = name === "" ? "" : summary;
  return {
    node,
    at,
    kindName,
    group: kind?.group,
    title,
    summary: second,
    ports,
    takes: kind?.acceptsEdges !== false,
    width: Math.max(
      WIDTH,
      ports.length > 1 ? ports.length * CELL : 0,
      Math.min(WIDEST, Math.ceil(measured(title, 13, 650, options)) + 62),
    ),
    height: HEAD + (second === "" ? 0 : SUMMARY) + (ports.length > 1 ? PORTS : 0),
  };
}

function boxSvg(box: Box, options: PictureOptions): string {
  const { node, at, width, height, kindName, group, title, summary, ports } = box;
  const { locale = "en", colourOf = guessColour, iconOf } = options;
  const cell = width / Math.max(1, ports.length);
  const fit = (text: string, room: number, size: number, weight: number) =>
    escapeXml(shorten(text, room, size, weight, options));
  return [
    `<g data-step="${escapeXml(node.id)}" transform="translate(${at.x} ${at.y})">`,
    `<rect width="${width}" height="${height}" rx="11" fill="#fff" stroke="#d5dae2"/>`,
    `<rect x="12" y="12" width="27" height="27" rx="7.5" fill="${escapeXml(colourOf(node.kind, group))}"/>`,
    icon(iconOf?.(node.kind)),
    `<text x="48" y="22" font-size="10" letter-spacing=".4" fill="${MUTED}">${fit(kindName.toUpperCase(), width - 60, 10.8, 400)}</text>`,
    `<text x="48" y="38" font-size="13" font-weight="650" fill="${INK}">${fit(title, width - 60, 13, 650)}</text>`,
    ...(summary === ""
      ? []
      : [`<text x="12" y="62" font-size="12" fill="${MUTED}">${fit(summary, width - 24, 12, 400)}</text>`]),
    ...(ports.length > 1
      ? [
          `<path d="M0 ${height - PORTS}H${width}" stroke="#eef0f3"/>`,
          ...ports.map((port, index) => {
            const middle = cell * (index + 0.5);
            const line =
              index === 0 ? "" : `<path d="M${cell * index} ${height - PORTS}V${height}" stroke="#eef0f3"/>`;
            return `${line}<text x="${middle}" y="${height - 9}" font-size="11" text-anchor="middle" fill="${MUTED}">${fit(port.label[locale], cell - 10, 11, 400)}</text>`;
          }),
        ]
      : []),
    "</g>",
  ].join("");
}

/** The icon's own drawing in white, scaled into its tile. */
function icon(svg: string | undefined): string {
  const inner = svg === undefined ? undefined : /<svg[^>]*>([^]*)<\/svg>/.exec(svg)?.[1];
  return inner === undefined
    ? ""
    : `<g transform="translate(17.500 17.500) scale(.6667)" fill="none" stroke="#fff" color="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inner}</g>`;
}

/** A connection as it is drawn; its name only where there are several ways out. */
interface Arrow {
  curve: Curve;
  name?: { text: string; width: number };
}

function arrowOf(
  from: Box | undefined,
  port: string,
  to: Box | undefined,
  options: PictureOptions,
): Arrow | undefined {
  if (from === undefined || to === undefined || !to.takes) return undefined;
  const index = Math.max(
    0,
    from.ports.findIndex(({ id }) => id === port),
  );
  const start = {
    x: from.at.x + (from.width / Math.max(1, from.ports.length)) * (index + 0.5),
    y: from.at.y + from.height,
  };
  const end = { x: to.at.x + to.width / 2, y: to.at.y - 2 };
  const bend = Math.max(28, Math.abs(end.y - start.y) / 2);
  const curve: Curve = [start, { x: start.x, y: start.y + bend }, { x: end.x, y: end.y - bend }, end];
  if (from.ports.length < 2) return { curve };
  const text = shorten(from.ports[index]?.label[options.locale ?? "en"] ?? port, 130, 11, 400, options);
  return { curve, name: { text, width: measured(text, 11, 400, options) + 14 } };
}

function arrowSvg({ curve, name }: Arrow, nameAt: number): string[] {
  const [start, bend, counter, end] = curve;
  const line = `<path d="M${start.x} ${start.y}C${bend.x} ${bend.y} ${counter.x} ${counter.y} ${end.x} ${end.y}" fill="none" stroke="${LINE}" stroke-width="1.6" marker-end="url(#tip)"/>`;
  if (name === undefined) return [line];
  const { x, y } = pointAlong(curve, nameAt);
  return [
    `${line}<rect x="${x - name.width / 2}" y="${y - 10}" width="${name.width}" height="19" rx="9.500" fill="#fff" stroke="#e3e6eb"/>`,
    `<text x="${x}" y="${y + 3.5}" font-size="11" text-anchor="middle" fill="${MUTED}">${escapeXml(name.text)}</text>`,
  ];
}

/** A stage from edge to edge of the picture, its name in its corner. */
function bandSvg(
  { name, y, height }: Band,
  index: number,
  { left, width }: { left: number; width: number },
  options: PictureOptions,
): string {
  const colour = BANDS[index % BANDS.length] ?? BANDS[0];
  const text = shorten(name, width - 60, 12, 600, options);
  const wide = Math.ceil(measured(text, 12, 600, options)) + 28;
  return [
    `<g transform="translate(${left} ${y})"><rect width="${width}" height="${height}" fill="${colour}" fill-opacity=".07" stroke="${colour}" stroke-opacity=".4" stroke-dasharray="4 4"/>`,
    `<rect x="8" y="8" width="${wide}" height="22" rx="6" fill="#fff" stroke="${colour}" stroke-opacity=".4"/>`,
    `<text x="18" y="23" font-size="12" font-weight="600" fill="${INK}">${escapeXml(text)}</text></g>`,
  ].join("");
}

function noteSvg(note: Note, size: { width: number; height: number }, options: PictureOptions): string {
  const { width, height } = size;
  const tone = typeof note["tone"] === "string" ? NOTES[note["tone"]] : undefined;
  const lines = wrap(note.text, width - 20, options).slice(0, Math.max(1, Math.floor((height - 14) / 16)));
  return [
    `<g transform="translate(${note.x} ${note.y})"><rect width="${width}" height="${height}" rx="6" fill="${tone ?? "#fef9c3"}"/>`,
    ...lines.map(
      (line, index) =>
        `<text x="10" y="${22 + index * 16}" font-size="12" fill="${INK}">${escapeXml(line)}</text>`,
    ),
    "</g>",
  ].join("");
}

function noteSize({ width, height }: Note): { width: number; height: number } {
  return {
    width: typeof width === "number" && width >= 60 ? width : 200,
    height: typeof height === "number" && height >= 40 ? height : 110,
  };
}

function wrap(text: string, room: number, options: PictureOptions): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    for (const word of paragraph.split(" ")) {
      const last = lines.at(-1);
      const longer = last === undefined ? word : `${last} ${word}`;
      if (last !== undefined && measured(longer, 12, 400, options) <= room) lines[lines.length - 1] = longer;
      else lines.push(shorten(word, room, 12, 400, options));
    }
    return lines;
  });
}

function shorten(text: string, room: number, size: number, weight: number, options: PictureOptions): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (measured(line, size, weight, options) <= room) return line;
  const letters = [...line];
  while (letters.length > 1 && measured(`${letters.join("")}…`, size, weight, options) > room) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** Inter is a little more than half as wide as it is high. */
function measured(text: string, size: number, weight: number, { measure }: PictureOptions): number {
  return measure?.(text, size, weight) ?? [...text].length * size * (weight > 500 ? 0.58 : 0.54);
}

function guessColour(_kind: string, group: string | undefined): string {
  const colours: Readonly<Record<string, string>> = {
    entry: "#0e9f6e",
    flow: "#7c3aed",
    messages: "#2563eb",
    listen: "#db2777",
    data: "#475569",
  };
  return colours[group ?? ""] ?? "#64748b";
}
