import { contentRead, isContentUrl } from "../../journey/content-source.ts";
import { problem, type Problem } from "../../problems.ts";
import type { Draft } from "../draft.ts";
import { templatesOf } from "../reads.ts";

/** Connected content must be safe to ask, named once, and read only by messages, under a name that exists. */
export function checkContent(draft: Draft): Problem[] {
  const sources = draft.settings.content ?? [];
  const written = draft.journey.settings.content ?? [];
  const ids = sources.map(({ id }) => id);
  const ofSources = written.flatMap((source, index): Problem[] => {
    const path = `settings.content[${index}]`;
    const { id, url, fallback } = source;
    if (typeof id !== "string" || typeof url !== "string") return [];
    return [
      ...(written.findIndex((other) => other["id"] === id) < index
        ? [problem("duplicate-content", { path: `${path}.id` }, { id })]
        : []),
      ...(isContentUrl(url) ? [] : [problem("unsafe-content-url", { path: `${path}.url` }, { id })]),
      ...(fallback === undefined ? [problem("content-without-fallback", { path }, { id })] : []),
    ];
  });
  const ofSteps = [...draft.nodes.values()].flatMap((read) =>
    templatesOf(read).flatMap(({ path, text }) => {
      const asked = contentRead(text, ids);
      const at = { path, nodeId: read.node.id };
      if (asked.length > 0 && read.kind.message === undefined)
        return [problem("content-outside-message", at)];
      return asked
        .filter((id) => !ids.includes(id))
        .map((id) => problem("unknown-content", at, { id: id === "" ? "?" : id }));
    }),
  );
  return [...ofSources, ...ofSteps];
}
