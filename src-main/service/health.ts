import Database from "better-sqlite3";
import { DATABASE_FILE, isFull } from "../store/database-file.ts";
import { StoreError } from "../store/errors.ts";

/** Whether the workspace can be worked with. */
export type HealthState =
  | { is: "ok" }
  /** The file is damaged: it is read as far as that goes, and written no more. `backup` is the newest sound one. */
  | { is: "damaged"; since: number; detail: string; backup?: string }
  /** Nothing can be written: nothing is sent, and it is tried again until there is room. */
  | { is: "disk-full"; since: number };

/** Knows how the workspace is, and hears of failures that say something about it. */
export interface Health {
  current(): HealthState;
  /** @returns what a failure says about the workspace; undefined when it says nothing */
  hear(error: unknown): "damaged" | "disk-full" | undefined;
  /** There is room again. */
  roomAgain(): void;
  /** The newest sound backup has been found. */
  offer(backup: string): void;
}

/** @param onChange called when the state becomes another one */
export function createHealth(now: () => number, onChange: (state: HealthState) => void): Health {
  let state: HealthState = { is: "ok" };
  const become = (next: HealthState): void => {
    state = next;
    onChange(next);
  };
  return {
    current: () => state,
    hear(error) {
      if (isDamage(error)) {
        // The first thing that was found says most; and damage does not heal.
        if (state.is !== "damaged") become({ is: "damaged", since: now(), detail: messageOf(error) });
        return "damaged";
      }
      if (!isFull(error)) return undefined;
      if (state.is === "ok") become({ is: "disk-full", since: now() });
      return "disk-full";
    },
    roomAgain: () => {
      if (state.is === "disk-full") become({ is: "ok" });
    },
    offer: (backup) => {
      if (state.is === "damaged") become({ ...state, backup });
    },
  };
}

/** Whether a failure says that the database file itself is damaged. */
function isDamage(error: unknown): boolean {
  // A backup may be damaged as well, which says nothing about the workspace.
  if (error instanceof StoreError) return error.code === "damaged" && error.path.endsWith(DATABASE_FILE);
  return (
    error instanceof Database.SqliteError &&
    (error.code.startsWith("SQLITE_CORRUPT") || error.code === "SQLITE_NOTADB")
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
