import { readPagesPort, savePagesPort } from "../../links/page-settings.ts";
import type { ServiceContext } from "../../service/context.ts";
import { createPages } from "../../service/pages.ts";
import { startPagesHost } from "./pages-host.ts";

/**
 * Serves the pages of an open workspace, on the port they had before. Where that is taken the app runs without them and
 * says so in the settings, and so it does with a damaged file, in which no answer could be kept, until a backup takes its
 * place: what people are sent needs the pages, the one who draws journeys does not.
 * @returns ends it
 */
export async function startPages(context: ServiceContext): Promise<() => Promise<void>> {
  let end = await tryToServe(context);
  context.restored.push(async () => {
    if (context.pages.local === undefined) end = await tryToServe(context);
  });
  return () => end();
}

async function tryToServe(context: ServiceContext): Promise<() => Promise<void>> {
  try {
    const { db } = context.writer();
    const kept = readPagesPort(db);
    const host = await startPagesHost({ pages: createPages(context), port: kept ?? 0 });
    if (kept === undefined) savePagesPort(db, host.port);
    delete context.pages.trouble;
    context.pages.local = host.url;
    return async () => {
      delete context.pages.local;
      await host.close();
    };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "") throw error;
    context.pages.trouble = code === "EADDRINUSE" ? "port-in-use" : code;
    return () => Promise.resolve();
  }
}
