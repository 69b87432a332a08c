import { toBase64 } from "../../src-shared/picture/embedded.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Locale } from "../../src-shared/problems.ts";
import { desktop } from "../app/api.ts";
import { download } from "../ui/download.ts";
import { picturePng, pictureSvg } from "./picture.ts";

/** How a file left: under which name, not at all because somebody thought better of it, or not at all. */
export type Saved =
  { is: "saved"; name: string } | { is: "downloaded" } | { is: "cancelled" } | { is: "failed" };

/** Writes a picture of a journey: through the desktop's dialog where there is one, else as a download. @throws Error */
export async function savePicture(journey: Journey, format: "svg" | "png", locale: Locale): Promise<Saved> {
  const name = `${journey.id}.journey.${format}`;
  const content = format === "svg" ? await pictureSvg(journey, locale) : await picturePng(journey, locale);
  if (desktop === undefined) {
    download(name, format === "svg" ? "image/svg+xml" : "image/png", content);
    return { is: "downloaded" };
  }
  const outcome = await desktop.saveFile(
    typeof content === "string"
      ? { name, text: content }
      : { name, text: toBase64(content), encoding: "base64" },
  );
  if (outcome.ok) return { is: "saved", name: outcome.file.name };
  return { is: outcome.code === "cancelled" ? "cancelled" : "failed" };
}
