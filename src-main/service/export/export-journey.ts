import { z } from "zod";
import type { ExportFormat } from "../../../src-shared/api/shapes.ts";
import { compile, writeGraph } from "../../../src-shared/compile/compile.ts";
import { Graph } from "../../../src-shared/graph/graph.ts";
import type { Journey } from "../../../src-shared/journey/schema.ts";
import { writeJourney } from "../../../src-shared/journey/write.ts";
import type { Problem } from "../../../src-shared/problems.ts";
import { writeMermaid } from "./mermaid.ts";

/** A file made from a journey. */
interface ExportedFile {
  fileName: string;
  mediaType: string;
  text: string;
}

/**
 * Writes a journey in a format: the document itself, its graph, the JSON Schema of graphs, or a Mermaid flowchart.
 * @returns the problems instead when the graph is asked for and the journey has errors
 */
export function exportJourney(
  journey: Journey,
  format: ExportFormat,
): { ok: true; file: ExportedFile } | { ok: false; problems: Problem[] } {
  switch (format) {
    case "journey":
      return file(`${journey.id}.journey.json`, "application/json", writeJourney(journey));
    case "graph": {
      const { graph, problems } = compile(journey);
      if (graph === undefined) return { ok: false, problems };
      return file(`${journey.id}.graph.json`, "application/json", writeGraph(graph));
    }
    case "schema":
      return file("graph.schema.json", "application/schema+json", graphSchema());
    case "mermaid":
      return file(`${journey.id}.mmd`, "text/vnd.mermaid", writeMermaid(journey));
  }
}

/** The JSON Schema of graphs, made from the schema the program itself reads them with. */
function graphSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(Graph, { unrepresentable: "any" }), undefined, 2)}\n`;
}

function file(fileName: string, mediaType: string, text: string): { ok: true; file: ExportedFile } {
  return { ok: true, file: { fileName, mediaType, text } };
}
