import { z } from "zod";

/** What the main process says to the service process. A port comes along with `connect`. */
export const serviceOrder = z.discriminatedUnion("say", [
  z.strictObject({ say: z.literal("open"), dataDir: z.string().min(1) }),
  z.strictObject({ say: z.literal("connect") }),
  z.strictObject({ say: z.literal("close") }),
]);
export type ServiceOrder = z.infer<typeof serviceOrder>;

/** What the service process says back. */
export const serviceReport = z.discriminatedUnion("say", [
  z.strictObject({ say: z.literal("up") }),
  /** It cannot run on this data folder; trying again by itself would not help. */
  z.strictObject({ say: z.literal("failed"), reason: z.string().max(2_000) }),
]);
export type ServiceReport = z.infer<typeof serviceReport>;
