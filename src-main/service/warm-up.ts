import type { Graph } from "../../src-shared/graph/graph.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import type { Renderer } from "../render/render-sync.ts";
import type { WorldSource } from "../scheduler/world-source.ts";

/**
 * Has the renderer load the MJML compiler as soon as a journey that people can enter holds an email in MJML, so that
 * the first of these emails does not hold up the service for the second or two that loading takes.
 * @returns the source, whose journeys are looked at again when something invalidates it; to be stopped before the store closes
 */
export function warmingUp(
  worlds: WorldSource,
  renderer: Pick<Renderer, "warmUp">,
): { worlds: WorldSource; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    timer = undefined;
    if (worlds.current().world.journeys.some(({ graph }) => usesMjml(graph))) renderer.warmUp();
  };
  const lookSoon = (): void => {
    // A timer, not at once: publishing invalidates inside its transaction. A finished command does not wait for it.
    timer ??= setTimeout(look, 0).unref();
  };
  lookSoon();
  return {
    worlds: {
      ...worlds,
      invalidate: () => {
        worlds.invalidate();
        lookSoon();
      },
    },
    stop: () => clearTimeout(timer),
  };
}

/** Whether a step of the graph has a text in MJML. */
function usesMjml(graph: Graph): boolean {
  return Object.values(graph.nodes).some(({ kind, params }) =>
    kindOf(kind)
      ?.templates?.(params)
      .some(({ format }) => format === "mjml"),
  );
}
