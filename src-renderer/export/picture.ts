// Lies in this chunk as a data address: a picture brings its font along.
import inter from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?inline";
import interExt from "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?inline";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { pngWithJourney } from "../../src-shared/picture/embedded.ts";
import { journeySvg } from "../../src-shared/picture/journey-svg.ts";
import type { Locale } from "../../src-shared/problems.ts";
import { positionsOf } from "../canvas/placement.ts";
import { colourOf } from "../ui/kind-colour.ts";
import { iconOf } from "../ui/kind-pictures.ts";

/** Pixels for each px of the drawing, and the most a picture has: browsers refuse larger canvases. */
const SHARPNESS = 2;
const LONGEST_SIDE = 16_000;
const MOST_PIXELS = 120_000_000;

/** The journey as a picture in the page's own font, which lies inside of it. */
export async function pictureSvg(journey: Journey, locale: Locale): Promise<string> {
  await document.fonts.load('600 13px "Inter Variable"');
  return journeySvg(journey, {
    locale,
    positions: positionsOf(journey),
    colourOf: resolvedColour,
    iconOf,
    measure: textMeasure(),
    fontFace: [inter, interExt]
      .map(
        (data, index) =>
          `@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(${data}) format('woff2');unicode-range:${RANGES[index] ?? ""}}`,
      )
      .join(""),
  });
}

/** The same as pixels. What is too large for a picture is drawn smaller. @throws Error when the browser cannot draw it */
export async function picturePng(journey: Journey, locale: Locale): Promise<Uint8Array<ArrayBuffer>> {
  const svg = await pictureSvg(journey, locale);
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const scale = Math.min(
      SHARPNESS,
      LONGEST_SIDE / Math.max(width, height),
      Math.sqrt(MOST_PIXELS / (width * height)),
    );
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob === null) throw new Error("The browser could not draw the picture.");
    return pngWithJourney(new Uint8Array(await blob.arrayBuffer()), journey);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** What the two files of the font hold, as its own style sheet says. */
const RANGES = [
  "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
  "U+0100-02BA,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
];

function textMeasure(): (text: string, size: number, weight: number) => number {
  const context = document.createElement("canvas").getContext("2d");
  return (text, size, weight) => {
    if (context === null) return text.length * size * 0.56;
    context.font = `${weight} ${size}px "Inter Variable", sans-serif`;
    return context.measureText(text).width;
  };
}

/** A colour of the page as itself: a picture has no variables. */
function resolvedColour(kind: string, group: string | undefined): string {
  const probe = document.createElement("span");
  probe.style.color = colourOf(kind, group);
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
