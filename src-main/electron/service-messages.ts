import { z } from "zod";

/** What the main process says to the service process. A port comes along with `connect`. */
export const serviceOrder = z.discriminatedUnion("say", [
  z.strictObject({ say: z.literal("open"), dataDir: z.string().min(1) }),
  z.strictObject({ say: z.literal("connect") }),
  z.strictObject({ say: z.literal("close") }),
  /** Answer to `seal` and `unseal`, by their number. */
  z.strictObject({ say: z.literal("secret"), id: z.number(), value: z.string() }),
  z.strictObject({
    say: z.literal("no-secret"),
    id: z.number(),
    code: z.enum(["unreadable-secret", "no-safe-storage"]),
  }),
]);
export type ServiceOrder = z.infer<typeof serviceOrder>;

/** What the service process says back. */
export const serviceReport = z.discriminatedUnion("say", [
  z.strictObject({ say: z.literal("up") }),
  /** It brings a large data folder to the latest schema and answers nobody until that is done. */
  z.strictObject({ say: z.literal("updating") }),
  /** It cannot run on this data folder; trying again by itself would not help. */
  z.strictObject({ say: z.literal("failed"), reason: z.string().max(2_000) }),
  /** The system's keychain answers in the main process only. */
  z.strictObject({ say: z.literal("seal"), id: z.number(), secret: z.string().max(50_000) }),
  z.strictObject({ say: z.literal("unseal"), id: z.number(), sealed: z.string().max(100_000) }),
]);
export type ServiceReport = z.infer<typeof serviceReport>;
