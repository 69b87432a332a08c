import { workerData } from "node:worker_threads";
import { templateLimit } from "../../src-shared/render/liquid.ts";
import { createPartRenderer } from "../../src-shared/render/render-parts.ts";
import { renderFailure } from "../../src-shared/render/request.ts";
import type { RenderRequest, RenderResult } from "../../src-shared/render/request.ts";
import { compileMjml, isMjmlLoaded, loadMjml } from "./compile-mjml.ts";
import { phase } from "./protocol.ts";
import type { Job, JobAnswer, WorkerSetup } from "./protocol.ts";

// The thread in which templates run. It owns nothing and may be ended at any instant (render-sync.ts).
const { phase: shared, port } = workerData as WorkerSetup;
const current = new Int32Array(shared);
const renderParts = createPartRenderer();

function enter(next: number): void {
  Atomics.store(current, 0, next);
  Atomics.notify(current, 0);
}

async function compileParts(request: RenderRequest): Promise<RenderRequest | RenderResult> {
  const parts: RenderRequest["parts"] = {};
  for (const [name, part] of Object.entries(request.parts)) {
    if (part.format !== "mjml") {
      parts[name] = part;
      continue;
    }
    if (part.template.length > templateLimit) {
      return renderFailure("template-too-large", "The MJML document is too large.", name);
    }
    try {
      parts[name] = { template: await compileMjml(part.template), format: "html" };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return renderFailure("template-error", message.split("\n")[0] ?? "", name);
    }
  }
  return { ...request, parts };
}

async function render(request: RenderRequest): Promise<RenderResult> {
  const needsMjml = Object.values(request.parts).some((part) => part.format === "mjml");
  if (needsMjml && !isMjmlLoaded()) {
    enter(phase.loading);
    await loadMjml();
  }
  enter(phase.working);
  const compiled = await compileParts(request);
  return "ok" in compiled ? compiled : renderParts(compiled);
}

port.on("message", ({ id, request }: Job) => {
  void render(request)
    .catch((error: unknown) =>
      renderFailure("template-error", error instanceof Error ? error.message : String(error)),
    )
    .then((result) => {
      port.postMessage({ id, result } satisfies JobAnswer);
      enter(phase.done);
    });
});
