import { z } from "zod";

/** Shapes of the care for the data: how the folder is, and what erasing did. Instants are epoch ms. */

const OnItsWay = {
  personId: z.string(),
  personName: z.string(),
  journeyId: z.string(),
  journeyName: z.string(),
  nodeId: z.string(),
  stepName: z.string(),
};

/** What an older folder may do again; the first of each are named. */
export const RepeatView = z.object({
  sends: z.object({
    total: z.number(),
    rows: z.array(
      z.object({ sendId: z.string(), channel: z.string(), status: z.string(), at: z.number(), ...OnItsWay }),
    ),
  }),
  runs: z.object({
    total: z.number(),
    rows: z.array(z.object({ runId: z.string(), due: z.number(), ...OnItsWay })),
  }),
  /** Events that were taken in and not yet worked on. */
  events: z.number(),
});
export type RepeatView = z.infer<typeof RepeatView>;

/** What is done to a backup that is being put in place; of copying, the share that is done, from 0 to 1. */
export const Restoring = z.object({
  doing: z.enum(["copying", "checking"]),
  share: z.number().optional(),
});
export type Restoring = z.infer<typeof Restoring>;

/** How the data folder is. Instants are epoch ms. */
export const CareStatus = z.object({
  /** Present while a backup is being put in place. */
  restoring: Restoring.optional(),
  health: z.discriminatedUnion("is", [
    z.object({ is: z.literal("ok") }),
    /** Read as far as possible, written no more. `backup` names the newest sound one, once it is found. */
    z.object({
      is: z.literal("damaged"),
      since: z.number(),
      detail: z.string(),
      backup: z.string().optional(),
    }),
    z.object({ is: z.literal("disk-full"), since: z.number() }),
  ]),
  folder: z.string(),
  /** Newest first. */
  backups: z.array(
    z.object({
      name: z.string(),
      reason: z.enum(["daily", "manual", "before-update", "before-restore", "damaged"]),
      madeAt: z.number(),
      bytes: z.number(),
    }),
  ),
  /** When the whole file was last found sound. */
  checkedAt: z.number().optional(),
  /** Present while sending is paused because the data came from elsewhere. */
  arrival: z
    .object({
      is: z.enum(["backup", "copy"]),
      since: z.number(),
      madeAt: z.number().optional(),
      /** What may have gone out already and would again. */
      repeat: RepeatView,
    })
    .optional(),
});
export type CareStatus = z.infer<typeof CareStatus>;

/** A backup by the name it has in the list. */
export const BackupName = z.object({ name: z.string().max(200) });

/** What erasing a person did. */
export const ErasedShape = z.object({
  /** How many rows went, by table. */
  rows: z.record(z.string(), z.number()),
  /** Backups that held her: written anew without her, or removed where that was not possible. */
  backups: z.array(z.object({ name: z.string(), done: z.enum(["rewritten", "removed"]) })),
  logs: z.array(z.string()),
  /** Drafts, drafts kept from before, kept edits and scenarios in which addresses of hers were written over. */
  written: z.array(
    z.object({ journeyId: z.string(), in: z.array(z.enum(["draft", "snapshots", "edits", "scenarios"])) }),
  ),
  /** Published versions and settings that name her: changing them changes what is sent, which somebody has to decide. */
  left: z.array(
    z.object({
      journeyId: z.string().optional(),
      version: z.number().optional(),
      setting: z.string().optional(),
    }),
  ),
  /** Files that still hold an id or address of hers, because someone else's data mention it. */
  mentions: z.array(z.string()),
});
export type ErasedShape = z.infer<typeof ErasedShape>;
