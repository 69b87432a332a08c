import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { PreviewDocument } from "../../src-shared/api/desktop.ts";
import { isolationHeaders, previewPolicy } from "./csp.ts";
import { checkHost } from "./guard.ts";

/** Documents kept at once; opening a message again registers it again, so old ones may go. */
const keptDocuments = 64;

/** Messages that may be looked at, by an id nobody can guess. */
export interface PreviewStore {
  /** Keeps a document and returns its path, `/preview/<id>`. */
  register(document: PreviewDocument): string;
  find(path: string): PreviewDocument | undefined;
}

/** Creates an empty store. The same store stands behind the loopback preview port and the desktop preview origin. */
export function createPreviewStore(): PreviewStore {
  const documents = new Map<string, PreviewDocument>();
  return {
    register(document) {
      const path = `/preview/${randomBytes(32).toString("base64url")}`;
      documents.set(path, document);
      const [oldest] = documents.keys();
      if (documents.size > keptDocuments && oldest !== undefined) documents.delete(oldest);
      return path;
    },
    find: (path) => documents.get(path),
  };
}

/** Headers of one preview answer, for whatever serves it. */
export function previewHeaders(parent: string, document: PreviewDocument): Record<string, string> {
  return {
    ...isolationHeaders,
    "Cache-Control": "no-store",
    "Content-Security-Policy": previewPolicy(parent, document.allowImages),
    "Content-Type": "text/html; charset=utf-8",
  };
}

/**
 * The second port: serves registered previews and nothing else, so that a message that broke out of its sandbox
 * would still be on another origin than the app (reliability.md, Loopback host).
 * @param appPort port of the app, whose page alone may frame a preview
 */
export function createPreviewServer(store: PreviewStore, appPort: () => number): Server {
  const server = createServer((request, response) => {
    const refuse = (status: number) => response.writeHead(status, { ...isolationHeaders }).end();
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    if (checkHost(request, port)) return refuse(403);
    if (request.method !== "GET") return refuse(405);
    // The frame is on another port of the same host, which browsers call same-site; other sites may not frame it.
    const site = request.headers["sec-fetch-site"];
    if (site !== undefined && site !== "same-site" && site !== "same-origin") return refuse(403);
    const document = store.find(request.url ?? "");
    if (!document) return refuse(404);
    const hostname = (request.headers.host ?? "").split(":")[0] ?? "127.0.0.1";
    response.writeHead(200, previewHeaders(`http://${hostname}:${appPort()}`, document)).end(document.html);
  });
  return server;
}
