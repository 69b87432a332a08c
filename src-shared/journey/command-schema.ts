import { z } from "zod";
import type { Command } from "./commands.ts";
import type { Step } from "./history.ts";
import { JourneyEdge, JourneyNode, Position } from "./schema.ts";

const place = z.array(z.union([z.string(), z.number()]));
const index = z.int().min(0).exactOptional();
/** In JSON a place that is taken away simply has no value. */
const value = z.unknown().optional();
const nodes = z.array(z.object({ item: JourneyNode, index }));
const edges = z.array(z.object({ item: JourneyEdge, index }));
const cuts = z.array(z.object({ from: z.string(), port: z.string(), to: z.string(), index }));
const layout = z.record(z.string(), Position);

/** An edit as it crosses the API or comes from a file. What does not fit the document changes nothing of it. */
export const CommandSchema: z.ZodType<Command> = z.lazy(() =>
  z.discriminatedUnion("do", [
    z.object({
      do: z.literal("add"),
      nodes,
      edges: edges.exactOptional(),
      layout: layout.exactOptional(),
    }),
    z.object({
      do: z.literal("remove"),
      ids: z.array(z.string()),
      edgesStay: z.literal(true).exactOptional(),
    }),
    z.object({ do: z.literal("move"), to: z.record(z.string(), Position.nullable()) }),
    z.object({ do: z.literal("connect"), edges }),
    z.object({ do: z.literal("disconnect"), edges: cuts }),
    z.object({ do: z.literal("set-params"), node: z.string(), place, value }),
    z.object({ do: z.literal("rename"), node: z.string(), name: z.string().optional() }),
    z.object({ do: z.literal("set-mapping"), node: z.string(), value }),
    z.object({ do: z.literal("set-field"), place, value }),
    z.object({ do: z.literal("batch"), commands: z.array(CommandSchema) }),
  ]),
);

/** One step of undo as it is kept beside the draft. */
export const StepSchema: z.ZodType<Step> = z.object({
  redo: CommandSchema,
  undo: CommandSchema,
  merge: z.string().exactOptional(),
  at: z.number(),
});
