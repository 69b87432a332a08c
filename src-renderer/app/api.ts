import { isDefinedError } from "@orpc/client";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Change } from "../../src-shared/api/shapes.ts";
import { createClient } from "../transport.ts";
import type { ConnectionStatus } from "../transport.ts";

const connection = createClient();

/** The service, typed by the contract (architecture.md, rule 5). */
export const api = connection.client;
/** The desktop shell's own abilities (files, menu, links); undefined in a browser. */
export const desktop = connection.desktop;
/** Registers the HTML of a message with the preview origin; the address goes into a sandboxed frame. */
export const previewUrl = connection.previewUrl;
/** The same service as query and mutation options. */
export const orpc = createTanstackQueryUtils(connection.client);

/** Data is read again when the service says it changed, not by age; errors that the contract names are answers. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && !(error instanceof Error && isDefinedError(error)),
      },
      mutations: { retry: false },
    },
  });
}

/** What each topic of the change feed makes stale. */
function staleKeys(topic: Change["topic"]): readonly (readonly unknown[])[] {
  switch (topic) {
    case "journeys":
      return [orpc.journeys.key(), orpc.workspace.info.key(), orpc.events.names.key()];
    case "people":
      return [orpc.people.key(), orpc.workspace.info.key()];
    case "events":
      return [orpc.events.key(), orpc.workspace.info.key()];
    case "runs":
      return [orpc.runs.key(), orpc.journeys.list.key(), orpc.journeys.live.key()];
    case "sends":
      return [orpc.outbox.key(), orpc.journeys.live.key(), orpc.runs.get.key(), orpc.workspace.key()];
    case "clock":
    case "workspace":
      return [orpc.workspace.key(), orpc.journeys.list.key(), orpc.channels.key()];
    case "hello":
      return [[]];
  }
}

/**
 * The one subscription to what changes in the service: each topic makes its queries stale. After a lost connection
 * everything is read again, because what happened meanwhile is not repeated.
 */
export function useChanges(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const ended = new AbortController();
    void listen(queries, ended.signal);
    return () => ended.abort();
  }, [queries]);
}

async function listen(queries: QueryClient, signal: AbortSignal): Promise<void> {
  let greeted = false;
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      for await (const change of await api.changes(undefined, { signal })) {
        failures = 0;
        if (change.topic !== "hello") {
          if (change.topic === "people" || change.topic === "events") learnSoon(queries);
          for (const key of staleKeys(change.topic)) void queries.invalidateQueries({ queryKey: key });
        } else if (greeted) void queries.invalidateQueries();
        else greeted = true;
      }
    } catch {
      // Lost: the banner says so (useConnection); what can be done here is to listen again.
    }
    await pause(Math.min(250 * 2 ** failures, 5000), signal);
  }
}

/** Names learnt from data are read again this long after data came, in ms: what streams in is not asked for each time. */
const LEARN_MS = 2_000;
let learning: ReturnType<typeof setTimeout> | undefined;

function learnSoon(queries: QueryClient): void {
  learning ??= setTimeout(() => {
    learning = undefined;
    void queries.invalidateQueries({ queryKey: orpc.workspace.known.key() });
  }, LEARN_MS);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** State of the connection to the service. */
export function useConnection(): ConnectionStatus {
  const [status, setStatus] = useState<ConnectionStatus>("connecting");
  useEffect(() => connection.onStatus(setStatus), []);
  return status;
}
