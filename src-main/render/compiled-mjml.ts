import type { RenderRequest } from "../../src-shared/render/request.ts";

/** Compiled documents kept: a published email is rendered for each person from the same text. */
const keptDocuments = 64;

/**
 * Compiled MJML, on the asking side: when a template has the worker killed, the emails of everybody else need neither
 * the compiler nor the time it takes to load.
 */
export interface CompiledMjml {
  keep(compiled: readonly [source: string, html: string][]): void;
  /** The request with HTML in the place of every MJML part that is known. */
  fill(request: RenderRequest): RenderRequest;
}

/** Creates an empty store of compiled documents. */
export function createCompiledMjml(): CompiledMjml {
  const kept = new Map<string, string>();
  return {
    keep(compiled) {
      for (const [source, html] of compiled) {
        const [oldest] = kept.keys();
        if (kept.size >= keptDocuments && oldest !== undefined) kept.delete(oldest);
        kept.set(source, html);
      }
    },
    fill(request) {
      if (kept.size === 0) return request;
      const parts: RenderRequest["parts"] = {};
      for (const [name, part] of Object.entries(request.parts)) {
        const html = part.format === "mjml" ? kept.get(part.template) : undefined;
        parts[name] = html === undefined ? part : { template: html, format: "html" };
      }
      return { ...request, parts };
    },
  };
}
