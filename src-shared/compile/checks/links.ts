import { unsafeScheme } from "../../nodes/message-checks.ts";
import { problem, type Problem } from "../../problems.ts";
import type { Draft } from "../draft.ts";

/** Where HTML and MJML name an address that opens; what is only shown, such as an image in the text, never runs. */
const ADDRESS = /\b(?:href|action|formaction)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

/** Links written into the bodies of messages must be as safe as those that have a field of their own. */
export function checkLinks(draft: Draft): Problem[] {
  return [...draft.nodes.values()].flatMap(({ node, path, kind, params }) =>
    (kind.templates?.(params) ?? []).flatMap(({ path: within, text, format }) => {
      if (format === "text") return [];
      const texts = typeof text === "string" ? [text] : Object.values(text);
      const unsafe = texts.flatMap((written) =>
        [...written.matchAll(ADDRESS)].flatMap(
          ([, double, single, bare]) => unsafeScheme(double ?? single ?? bare ?? "") ?? [],
        ),
      );
      return [...new Set(unsafe)].map((scheme) =>
        problem("unsafe-link", { path: `${path}.params.${within}`, nodeId: node.id }, { scheme }),
      );
    }),
  );
}
