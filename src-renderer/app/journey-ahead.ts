import type { JourneyFile } from "../../src-shared/api/shapes.ts";
import type { HistoryLog } from "../../src-shared/journey/history-log.ts";
import { api } from "./api.ts";

/** A journey as the builder opens it. */
export interface JourneyToOpen {
  file: JourneyFile;
  /** What was done to it before, when that belongs to this very revision. */
  kept: HistoryLog | undefined;
}

/** An answer nobody took for so long is out of date (ms): somebody went elsewhere meanwhile. */
const keptMs = 2_000;

let ahead: { id: string; answer: Promise<JourneyToOpen> } | undefined;

/** Asks for a journey while the builder's own code is still on its way. */
export function askAhead(id: string): void {
  const asked = { id, answer: ask(id) };
  ahead = asked;
  asked.answer.then(
    () =>
      setTimeout(() => {
        if (ahead === asked) ahead = undefined;
      }, keptMs),
    // Whoever takes the answer says what is wrong.
    () => undefined,
  );
}

/** The journey asked for ahead, once; asked for now in every other case. @throws ORPCError as `journeys.get` */
export async function takeJourney(id: string): Promise<JourneyToOpen> {
  const answer = ahead?.id === id ? ahead.answer : ask(id);
  ahead = undefined;
  return answer;
}

async function ask(id: string): Promise<JourneyToOpen> {
  const [file, log] = await Promise.all([
    api.journeys.get({ id }),
    // A history that cannot be read costs the way back, never the journey.
    api.journeys.history({ id }).catch(() => undefined),
  ]);
  return { file, kept: log?.revision === file.revision ? log : undefined };
}
