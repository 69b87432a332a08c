import { protocol } from "electron";
import type { Session } from "electron";
import { createNonce, isolationHeaders, pagePolicy, withNonce } from "../http/csp.ts";
import type { FileMap } from "../http/file-map.ts";
import { previewHeaders } from "../http/previews.ts";
import type { PreviewStore } from "../http/previews.ts";
import { appOrigin, appScheme, previewOrigin } from "./origins.ts";

/** Declares the scheme. Chromium asks for it before the app is ready, once. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      // Standard gives it origins and relative addresses; secure lets workers and crypto run; no CORS, no service
      // workers, no bypass of the policy.
      privileges: { standard: true, secure: true, supportFetchAPI: true },
    },
  ]);
}

/** Serves the app and its previews to the windows of a session: a fixed map, as over loopback (file-map.ts). */
export function serveApp(session: Session, files: FileMap, previews: PreviewStore): void {
  session.protocol.handle(appScheme, (request) => answer(request, files, previews));
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: isolationHeaders });
}

/**
 * Answers one request of the page. Paths are looked up, never joined to a folder.
 * @param request what Chromium asks for; its address is already normalised by it, and checked again here
 */
function answer(request: Pick<Request, "url" | "method">, files: FileMap, previews: PreviewStore): Response {
  if (request.method !== "GET") return refuse(405);
  const address = request.url.split(/[?#]/)[0] ?? "";
  if (address.startsWith(`${previewOrigin}/`)) {
    const document = previews.find(address.slice(previewOrigin.length));
    if (!document) return refuse(404);
    return new Response(document.html, { headers: previewHeaders(appOrigin, document) });
  }
  if (!address.startsWith(`${appOrigin}/`)) return refuse(403);
  const path = address.slice(appOrigin.length);
  const file = files.get(path === "/" ? "/index.html" : path);
  if (!file) return refuse(404);
  const nonce = createNonce();
  const body = file.type.startsWith("text/html")
    ? withNonce(file.body.toString("utf8"), nonce)
    : new Uint8Array(file.body);
  return new Response(body, {
    headers: {
      ...isolationHeaders,
      "Cache-Control": "no-store",
      "Content-Security-Policy": pagePolicy({ nonce, connect: [], preview: previewOrigin }),
      "Content-Type": file.type,
    },
  });
}
