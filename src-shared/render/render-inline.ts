import { createPartRenderer, isFinished, passThrough } from "./render-parts.ts";
import type { PartRenderer } from "./render-parts.ts";
import type { RenderRequest, RenderResult } from "./request.ts";

let renderer: PartRenderer | undefined;

/**
 * Renders text and HTML parts right here, for tests and for the page, where a template can only hurt the one who
 * looks at it. Hosts that act for people use the worker (src-main/render). MJML answers `mjml-needs-worker`.
 */
export function renderInline(request: RenderRequest): RenderResult {
  if (isFinished(request)) return passThrough(request);
  renderer ??= createPartRenderer();
  return renderer(request);
}
