import { PROBLEM_TEXTS } from "../../src-shared/problem-texts.ts";
import { table } from "./table.mjs";

/** @typedef {import("../../src-shared/problem-texts.ts").ProblemText} ProblemText */

const SEVERITIES = {
  error: "an error: a journey with it cannot be published, a row or a line with it is left out",
  warning: "a warning: it works, but hardly as meant",
  info: "for information",
};

/** Every code a problem can have, with what it means and how it is mended, by code. */
export function problemsPage() {
  const texts = /** @type {[string, ProblemText][]} */ (Object.entries(PROBLEM_TEXTS));
  const rows = texts
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { severity, en }]) => [`\`${code}\``, severity, shown(en.message), shown(en.hint ?? "")]);
  return [
    "# Problems",
    "What Parcours finds wrong with journeys, scenarios, people and events, by code. The page, the API and the command line " +
      "say the same codes; scripts may rely on them. Words in braces are filled in. Written by `npm run docs` from the " +
      "catalogue (`src-shared/problem-texts.ts`), which has every text in French too; edit that.",
    Object.entries(SEVERITIES)
      .map(([severity, meaning]) => `- \`${severity}\` is ${meaning}`)
      .join("\n"),
    "Many come with a fix: a button beside the problem in the builder, `fix` in `parcours --json validate FILE`, and, where it " +
      "changes nothing for anybody who was served right before, carried out by `parcours validate --fix FILE`. Names and types " +
      "(`unknown-…`, `compares-…`) are checked only where there is data to know them from: see `parcours known --help`.",
    table(["Code", "Is", "Meaning", "How to mend it"], rows),
  ].join("\n\n");
}

/**
 * Texts hold names in braces and stars that Markdown would take for its own.
 * @param {string} text
 */
function shown(text) {
  return text.replace(/[<*_]/g, "\\$&").replaceAll("{near}", "").trim();
}
