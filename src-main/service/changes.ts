import { EventPublisher } from "@orpc/server";
import type { Change } from "../../src-shared/api/shapes.ts";

type Topic = Exclude<Change["topic"], "hello">;

/** More ids than this are not named: the reader looks at everything it shows anyway. */
const FEW = 20;
/** Changes of this long are told together, so that a busy scheduler does not drown its watchers. In ms. */
const GATHER_MS = 50;

/** Tells watchers what changed. */
export interface Changes {
  tell(topic: Topic, ids?: readonly string[]): void;
  /** `hello`, then everything from the call on, until the signal ends it. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<Change>;
  close(): void;
}

/** Gathers changes by topic and publishes each topic at most once per {@link GATHER_MS}. */
export function createChanges(): Changes {
  const bus = new EventPublisher<{ change: Change }>();
  const gathered = new Map<Topic, Set<string> | "many">();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    timer = undefined;
    const changes = [...gathered];
    gathered.clear();
    for (const [topic, ids] of changes)
      bus.publish("change", ids === "many" ? { topic } : { topic, ids: [...ids] });
  };

  return {
    tell(topic, ids) {
      if (bus.size === 0) return;
      const known = gathered.get(topic) ?? new Set<string>();
      if (known === "many" || ids === undefined || known.size + ids.length > FEW) gathered.set(topic, "many");
      else {
        for (const id of ids) known.add(id);
        gathered.set(topic, known);
      }
      timer ??= setTimeout(flush, GATHER_MS);
    },
    async *watch(signal) {
      // Subscribed before the greeting: whoever was greeted misses nothing.
      const stream = bus.subscribe("change", signal === undefined ? {} : { signal });
      try {
        yield { topic: "hello" };
        yield* stream;
      } finally {
        await stream.return(undefined);
      }
    },
    close() {
      clearTimeout(timer);
    },
  };
}
