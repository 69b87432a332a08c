import type { MessageSketch, SketchAnswer } from "../../../src-shared/api/sketch.ts";
import { sketchMessage } from "../../../src-shared/engine/sketch.ts";
import { kindOf } from "../../../src-shared/nodes/registry.ts";
import type { RenderRequest, RenderResult } from "../../../src-shared/render/request.ts";
import type { ReadableDb } from "../../store/db.ts";
import { readPolicies } from "../../store/settings.ts";

/** What a message that is being written would be for somebody now; nothing is stored. */
export function sketch(
  db: ReadableDb,
  { node, settings, person, entry, vars, answers }: MessageSketch,
  {
    now,
    timeZone,
    render,
  }: { now: number; timeZone: string; render: (request: RenderRequest) => RenderResult },
): SketchAnswer {
  const kind = kindOf(node.kind);
  const params = kind?.params.safeParse(node.params);
  if (kind === undefined || params?.success !== true) return { is: "unready" };
  const run = { entry: { messageId: "preview", at: now, ...entry }, vars, answers };
  const made = sketchMessage(
    { nodeId: node.id, kind, params: params.data, settings, person, now, run },
    { render, policies: readPolicies(db), timeZone },
  );
  if (made === undefined) return { is: "unready" };
  const { content, ...known } = made;
  const shared = { ...known, at: now };
  if (content.ok) return { is: "message", ...shared, rendered: content.rendered, missing: content.missing };
  const { part, message } = content.facts;
  return {
    is: "failed",
    ...shared,
    rendered: {},
    missing: [],
    reason: content.reason,
    ...(typeof part === "string" ? { part } : {}),
    ...(typeof message === "string" ? { detail: message } : {}),
  };
}
