import { z } from "zod";
import { Condition } from "../conditions/schema.ts";
import { ContentSource } from "../journey/content-source.ts";
import { Id, MessageClass, QuietHours, ReentryMode } from "../journey/schema.ts";

export const ExitRule = z.union([
  z.object({ event: z.string(), where: Condition.optional() }),
  z.object({ when: Condition }),
]);
export type ExitRule = z.infer<typeof ExitRule>;

const Goal = z.object({
  id: Id,
  name: z.string(),
  event: z.string(),
  where: Condition.optional(),
  within: z.string().optional(),
  exit: z.boolean(),
});
export type Goal = z.infer<typeof Goal>;

/** Settings with every default filled in (domain.md, Journey document). */
export const GraphSettings = z.object({
  timeZone: z.string().optional(),
  locale: z.string(),
  reentry: z.object({ mode: ReentryMode, coolDown: z.string().optional() }),
  instanceKey: z.string().optional(),
  exitWhen: z.array(ExitRule),
  goals: z.array(Goal),
  lateness: z.string(),
  class: MessageClass,
  quietHours: QuietHours.optional(),
  content: z.array(ContentSource).optional(),
});
export type GraphSettings = z.infer<typeof GraphSettings>;

export const GraphNode = z.object({
  kind: z.string(),
  params: z.record(z.string(), z.unknown()),
  /** Where each connected port leads. */
  to: z.record(z.string(), Id),
});
export type GraphNode = z.infer<typeof GraphNode>;

/** What a journey compiles to (domain.md, Words): canonical, no layout, no notes, content-hashed. The engine reads nothing else. */
export const Graph = z.object({
  format: z.literal("parcours.graph"),
  formatVersion: z.literal(1),
  journey: Id,
  settings: GraphSettings,
  entries: z.array(Id),
  nodes: z.record(z.string(), GraphNode),
  /** `sha256:` and the hex digest of the canonical text of everything above. */
  hash: z.string(),
});
export type Graph = z.infer<typeof Graph>;
