import type { Context, Emitter, Liquid, Template } from "liquidjs";
import { LIMITS } from "../limits.ts";

type Handler = (this: { context: Context }, value: unknown, ...args: unknown[]) => unknown;

/**
 * Makes every filter count what it is given and what it makes against the rendering's memory limit. The library counts
 * in most filters but not in all, and counts what goes in where what comes out is larger; a single text or list of
 * hundreds of megabytes would end the process and not just the thread, because V8 cannot stop in the middle of one.
 */
export function boundFilters(liquid: Liquid): void {
  for (const [name, filter] of Object.entries(liquid.filters)) {
    const handler = (typeof filter === "function" ? filter : filter.handler) as Handler;
    const raw = typeof filter !== "function" && filter.raw;
    const bounded = function* (this: { context: Context }, ...given: [unknown, ...unknown[]]) {
      const limit = (this.context as unknown as { memoryLimit: { use(count: number): void } }).memoryLimit;
      for (const value of given) limit.use(weight(value));
      const made: unknown = yield handler.apply(this, given);
      limit.use(weight(made));
      return made;
    };
    liquid.registerFilter(name, { raw, handler: bounded as Handler });
  }
}

/**
 * Makes every text that is put together piece by piece, the message and each `capture`, stop at the size of a message.
 * Pieces share memory until somebody looks at the whole, so that no other limit would notice in time.
 */
export function boundOutput(liquid: Liquid): void {
  const { renderer } = liquid;
  const renderTemplates = renderer.renderTemplates.bind(renderer);
  renderer.renderTemplates = (templates: Template[], context: Context, emitter?: Emitter) =>
    renderTemplates(templates, context, emitter ?? new BoundedEmitter());
}

/** Thrown when a text outgrows a message. */
export class OutputTooLarge extends Error {}

class BoundedEmitter implements Emitter {
  buffer = "";

  write(piece: unknown): void {
    this.buffer += written(piece);
    if (this.buffer.length > LIMITS.renderedBytes)
      throw new OutputTooLarge(`The message is larger than ${LIMITS.renderedBytes} bytes.`);
  }
}

/** A value as text; an object, which no reader should meet, as JSON in text as in HTML. */
function written(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(written).join("");
  return typeof value === "object" ? JSON.stringify(value) : String(value as number | boolean);
}

function weight(value: unknown): number {
  return typeof value === "string" || Array.isArray(value) ? value.length : 1;
}
