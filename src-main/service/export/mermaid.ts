import type { Journey, JourneyNode } from "../../../src-shared/journey/schema.ts";
import { compareText } from "../../../src-shared/journey/write.ts";
import { kindOf } from "../../../src-shared/nodes/registry.ts";

/**
 * A journey as a Mermaid flowchart: one box per step with its name and summary, one arrow per connection with its
 * port. Ids of our own are used, because Mermaid gives meaning to some words and characters.
 */
export function writeMermaid(journey: Journey): string {
  const nodes = [...journey.nodes].sort((a, b) => compareText(a.id, b.id));
  const names = new Map(nodes.map((node, index) => [node.id, `n${index}`]));
  const boxes = nodes.map((node) => `  ${names.get(node.id) ?? ""}["${label(node)}"]`);
  const arrows = [...journey.edges]
    .sort((a, b) => compareText(a.from, b.from) || compareText(a.port, b.port))
    .flatMap(({ from, port, to }) => {
      const [start, end] = [names.get(from), names.get(to)];
      if (start === undefined || end === undefined) return [];
      return [port === "next" ? `  ${start} --> ${end}` : `  ${start} -- "${escape(port)}" --> ${end}`];
    });
  return ["flowchart TD", ...boxes, ...arrows, ""].join("\n");
}

function label(node: JourneyNode): string {
  const kind = kindOf(node.kind);
  const params = kind?.params.safeParse(node.params);
  const summary = kind !== undefined && params?.success === true ? kind.summary(params.data, "en") : "";
  return [node.name ?? node.id, summary]
    .filter((line) => line !== "")
    .map(escape)
    .join("<br/>");
}

/** Quotes and markup as Mermaid's character codes; line breaks as spaces. */
function escape(text: string): string {
  return text.replace(/[#"<>&]/g, (character) => `#${character.charCodeAt(0)};`).replace(/\s+/g, " ");
}
