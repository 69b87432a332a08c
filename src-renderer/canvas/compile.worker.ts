import { compile } from "../../src-shared/compile/compile.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";

/** Checks documents beside the page, so that typing never waits for it. Answers carry the number of their question. */
addEventListener("message", ({ data }: MessageEvent<{ ask: number; journey: Journey }>) => {
  postMessage({ ask: data.ask, problems: compile(data.journey).problems });
});
