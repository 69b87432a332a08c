import { isDefinedError, ORPCError } from "@orpc/client";
import { useEffect, useState } from "react";
import type { JourneyFile } from "../../src-shared/api/shapes.ts";
import type { HistoryChange, HistoryLog } from "../../src-shared/journey/history-log.ts";
import { api, desktop } from "../app/api.ts";
import { createAutosave, type Autosave, type SaveResult } from "./autosave.ts";
import { useBuilderStore } from "./store.ts";

/** Autosave of the open journey; what is left is stored when the builder is left, and the window asks before it closes. */
export function useAutosave(file: JourneyFile, kept: HistoryLog | undefined): Autosave {
  const store = useBuilderStore();
  const [autosave] = useState(() =>
    createAutosave(
      store,
      { revision: file.revision, savedAt: file.updatedAt, ...(kept === undefined ? {} : { kept }) },
      { save: (input) => save(file.id, input), after },
    ),
  );
  useEffect(() => {
    const stop = autosave.start();
    const onUnload = (event: BeforeUnloadEvent) => {
      if (store.getState().save.is === "saved") return;
      void autosave.flush();
      event.preventDefault();
    };
    addEventListener("beforeunload", onUnload);
    const unsubscribe = store.subscribe(({ save: now }, { save: before }) => {
      if (now.is !== before.is) desktop?.setDirty(now.is !== "saved");
    });
    return () => {
      removeEventListener("beforeunload", onUnload);
      unsubscribe();
      stop();
      void autosave.flush().finally(() => desktop?.setDirty(false));
    };
  }, [autosave, store]);
  return autosave;
}

async function save(
  id: string,
  input: { text: string; baseRevision: number; history: HistoryChange },
): Promise<SaveResult> {
  try {
    const { revision, savedAt } = await api.journeys.save({ id, ...input });
    return { is: "saved", revision, savedAt };
  } catch (error) {
    if (error instanceof ORPCError && isDefinedError(error) && error.code === "CONFLICT")
      return { is: "conflict", revision: (error.data as { revision: number }).revision };
    return { is: "failed" };
  }
}

function after(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}
