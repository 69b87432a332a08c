import ELK, { type ElkNode } from "elkjs/lib/elk-api.js";
// The worker is a plain script of its own: bundled as a module it would not know that it is a worker.
import workerUrl from "elkjs/lib/elk-worker.min.js?url";

let elk: InstanceType<typeof ELK> | undefined;

/** Starts the worker and reads its program ahead of the first layout. */
export function warmUpLayout(): void {
  elk ??= new ELK({ workerUrl });
}

/** Lays a graph out beside the page, which goes on meanwhile. @throws Error when the worker cannot be started */
export function layOut(graph: ElkNode): Promise<ElkNode> {
  warmUpLayout();
  if (elk === undefined) throw new Error("the layout worker did not start");
  return elk.layout(graph);
}
