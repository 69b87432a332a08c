import { workerData } from "node:worker_threads";
import { templateLimit } from "../../src-shared/render/liquid.ts";
import { createPartRenderer } from "../../src-shared/render/render-parts.ts";
import { renderFailure } from "../../src-shared/render/request.ts";
import type { RenderRequest, RenderResult } from "../../src-shared/render/request.ts";
import { compileMjml, isMjmlLoaded, loadMjml } from "./compile-mjml.ts";
import { phase, slot } from "./protocol.ts";
import type { Job, JobAnswer, WarmUp, WorkerSetup } from "./protocol.ts";

// The thread in which templates run. It owns nothing and may be ended at any instant (render-sync.ts).
const { shared, port } = workerData as WorkerSetup;
const numbers = new Int32Array(shared);
const renderParts = createPartRenderer();

function enter(next: number): void {
  Atomics.store(numbers, slot.phase, next);
  Atomics.notify(numbers, slot.phase);
}

async function compileParts(
  request: RenderRequest,
  compiled: JobAnswer["compiled"],
): Promise<RenderRequest | RenderResult> {
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
      const html = await compileMjml(part.template);
      compiled.push([part.template, html]);
      parts[name] = { template: html, format: "html" };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return renderFailure("template-error", message.split("\n")[0] ?? "", name);
    }
  }
  return { ...request, parts };
}

async function render(request: RenderRequest, compiled: JobAnswer["compiled"]): Promise<RenderResult> {
  const needsMjml = Object.values(request.parts).some((part) => part.format === "mjml");
  if (needsMjml && !isMjmlLoaded()) {
    enter(phase.loading);
    await loadMjml();
  }
  enter(phase.working);
  const ready = await compileParts(request, compiled);
  return "ok" in ready ? ready : renderParts(ready);
}

async function answer({ id, request }: Job): Promise<void> {
  const compiled: JobAnswer["compiled"] = [];
  const result = await render(request, compiled).catch((error: unknown) =>
    renderFailure("template-error", error instanceof Error ? error.message : String(error)),
  );
  port.postMessage({ id, result, compiled } satisfies JobAnswer);
  enter(phase.done);
}

// A failed warm-up is no loss: the first job that needs the compiler loads it and says what is wrong.
port.on("message", (message: Job | WarmUp) => {
  void ("warmUp" in message ? loadMjml().catch(() => undefined) : answer(message));
});
