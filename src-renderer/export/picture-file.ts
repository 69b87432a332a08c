import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Locale } from "../../src-shared/problems.ts";
import type { NewFile } from "../ui/use-save-file.ts";
import { picturePng, pictureSvg } from "./picture.ts";

/** A picture of a journey as a file. @throws Error where the browser cannot draw it */
export async function pictureFile(journey: Journey, format: "svg" | "png", locale: Locale): Promise<NewFile> {
  return {
    name: `${journey.id}.journey.${format}`,
    mediaType: format === "svg" ? "image/svg+xml" : "image/png",
    content: format === "svg" ? await pictureSvg(journey, locale) : await picturePng(journey, locale),
  };
}
