import { compile } from "../../src-shared/compile/compile.ts";
import type { Known } from "../../src-shared/compile/known.ts";
import type { Question } from "./check.ts";

let known: Known | undefined;

/** Checks documents beside the page, so that typing never waits for it. Answers carry the number of their question. */
addEventListener("message", ({ data }: MessageEvent<Question>) => {
  if ("known" in data) known = data.known;
  else postMessage({ ask: data.ask, problems: compile(data.journey, known).problems });
});
