import fc from "../testing/drawn.ts";
import { describe, expect, it } from "vitest";
import { readJourney } from "../journey/read.ts";
import { emptyJourney, type Journey } from "../journey/schema.ts";
import { writeJourney } from "../journey/write.ts";
import { journeyInPng, journeyInSvg, pngWithJourney, toBase64 } from "./embedded.ts";
import { journeySvg } from "./journey-svg.ts";

/** A real picture of one pixel. */
const PNG = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
);

function journey(text: string): Journey {
  return {
    ...emptyJourney("j", "Ünïcode ✈ <b>"),
    nodes: [
      { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
      { id: "push", kind: "push", name: text, params: { title: text } },
    ],
    edges: [{ from: "start", port: "next", to: "push" }],
    notes: [{ id: "n", text, x: -400, y: 900 }],
    layout: { start: { x: 10, y: 20 }, push: { x: 3000, y: 40 } },
  };
}

describe("a picture opens as the journey it shows", () => {
  it("whatever is written in it, as SVG and as PNG, byte for byte", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const document = journey(text);
        const canonical = writeJourney(document);
        expect(journeyInSvg(journeySvg(document))).toBe(canonical);
        const png = pngWithJourney(PNG, document);
        expect(journeyInPng(png)).toBe(canonical);
        // It stays a picture: everything there was is still there, in its order.
        expect(Buffer.from(png).indexOf(Buffer.from(PNG.subarray(0, PNG.length - 12)))).toBe(0);
        expect(Buffer.from(png.subarray(-12)).equals(Buffer.from(PNG.subarray(-12)))).toBe(true);
      }),
    );
    expect(readJourney(journeyInSvg(journeySvg(journey("x"))) ?? "").problems).toEqual([]);
  });

  it("says that a picture without one carries none, however it is damaged", () => {
    expect(journeyInSvg("<svg></svg>")).toBeUndefined();
    expect(journeyInPng(PNG)).toBeUndefined();
    const png = pngWithJourney(PNG, journey("x"));
    for (let length = 0; length < png.length - 12; length += 1)
      expect(journeyInPng(png.subarray(0, length))).toBeUndefined();
    expect(journeyInPng(png.with(png.length - 40, png[png.length - 40] === 65 ? 66 : 65))).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(journeyInPng(bytes)).toBeUndefined();
      }),
    );
  });

  it("writes base 64 as everybody does", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
      }),
    );
  });
});

describe("the picture", () => {
  it("shows the full extent, notes included", () => {
    const [x = 0, y = 0, width = 0, height = 0] = (
      /viewBox="([^"]+)"/.exec(journeySvg(journey("x")))?.[1] ?? ""
    )
      .split(" ")
      .map(Number);
    expect(x).toBeLessThan(-400);
    expect(y).toBeLessThan(0);
    expect(x + width).toBeGreaterThan(3000 + 214);
    expect(y + height).toBeGreaterThan(900 + 110);
  });

  it("quotes what people wrote", () => {
    const svg = journeySvg(journey('"><script>alert(1)</script>\u202e'));
    expect(svg).not.toContain("<script>");
    expect(svg).not.toContain("\u202e");
  });
});
