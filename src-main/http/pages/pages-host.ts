import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { performance } from "node:perf_hooks";
import type { Pages } from "../../service/pages.ts";
import { escape, pageHeaders, pageOf } from "./layout.ts";
import { readForm } from "./read-form.ts";
import { surveyPage } from "./survey-page.ts";
import { createThrottle } from "./throttle.ts";
import { unsubscribePage } from "./unsubscribe-page.ts";
import { pageLocale, WORDS } from "./words.ts";

/** The running pages. */
export interface PagesHost {
  /** Origin on this machine. */
  url: string;
  port: number;
  close(): Promise<void>;
}

interface PagesOptions {
  pages: Pages;
  /** 0 for any free one. */
  port: number;
  /** Monotonic clock in milliseconds, for the throttle. */
  now?: () => number;
}

/** Longest address that is looked at: a tracked link carries the address it leads to. */
const longestUrl = 8 * 1024;
/** What passes at once, and then each second. */
const burst = 400;
const perSecond = 100;

/** A transparent picture of one pixel. */
const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/**
 * Serves the pages people reach from their messages on a port of its own, on this machine only; whoever wants them
 * reached from outside puts a proxy in front (docs/public-address.md). It shares nothing with the app's own port: no
 * token, no API, no files. A link is what allows something, so there are no sessions and no cookies.
 * @throws with the system's code (such as `EADDRINUSE`) when the port cannot be had
 */
export async function startPagesHost({
  pages,
  port,
  now = () => performance.now(),
}: PagesOptions): Promise<PagesHost> {
  const throttle = createThrottle(burst, perSecond, now);
  let actual = 0;
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      // The peer went away, or the disk failed; a page that promises what was not kept would be worse than none.
      response.destroy();
    });
  });
  // A client that dawdles holds one connection, not the app.
  server.headersTimeout = 10_000;
  server.requestTimeout = 15_000;
  server.keepAliveTimeout = 5_000;
  server.maxConnections = 500;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "", headers } = request;
    const accepted = headers["accept-language"];
    const send = (status: number, body: string, more: Record<string, string> = {}): void => {
      const bytes = Buffer.from(body);
      response
        .writeHead(status, { ...pageHeaders, "Content-Length": String(bytes.length), ...more })
        .end(method === "HEAD" ? undefined : bytes);
    };
    const notice = (status: number, which: "gone" | "busy", more: Record<string, string> = {}): void => {
      const locale = pageLocale(undefined, accepted);
      const [title, help] = [WORDS[locale][which], WORDS[locale][`${which}Help`]];
      send(status, pageOf(locale, title, "", `<h1>${escape(title)}</h1><p>${escape(help)}</p>`), more);
    };

    const outside = pages.publicHost();
    const hosts = request.headersDistinct["host"] ?? [];
    const allowed = [
      `127.0.0.1:${actual}`,
      `localhost:${actual}`,
      ...(outside === undefined ? [] : [outside.host]),
    ];
    if (hosts.length !== 1 || !allowed.includes((hosts[0] ?? "").toLowerCase())) return notice(421, "gone");
    if (!throttle.admit()) return notice(429, "busy", { "Retry-After": "5" });
    if (url.length > longestUrl) return notice(414, "gone");
    if (!["GET", "HEAD", "POST"].includes(method)) return notice(405, "gone", { Allow: "GET, HEAD, POST" });

    const [path = "", query = ""] = url.split("?", 2);
    // A proxy may hand the public address's path on or take it off.
    const prefix = outside?.path ?? "";
    const own = prefix !== "" && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
    const [, page = "", token = ""] = /^\/([a-z])\/([A-Za-z0-9._-]+)$/.exec(own) ?? [];
    const isPost = method === "POST";
    const form = isPost ? await readForm(request) : new URLSearchParams();
    if (form === undefined) return notice(413, "gone", { Connection: "close" });

    switch (page) {
      case "u": {
        const view = isPost ? pages.doUnsubscribe(token) : pages.unsubscribe(token);
        if (view === undefined) return notice(404, "gone");
        return send(200, unsubscribePage(view, pageLocale(view.locale, accepted)));
      }
      case "s": {
        const answer = isPost ? (form.get("answer") ?? "") : (new URLSearchParams(query).get("a") ?? "");
        const given = { answer, comment: form.get("comment") ?? "" };
        const found = isPost ? pages.answer(token, given) : undefined;
        const view = isPost ? found?.view : pages.survey(token);
        if (view === undefined) return notice(404, "gone");
        const refused = found?.refused === true;
        const html = surveyPage(view, pageLocale(view.locale, accepted), { ...given, refused });
        return send(refused ? 422 : 200, html);
      }
      case "c": {
        const to = isPost ? undefined : pages.click(token, method === "GET");
        if (to === undefined) return notice(404, "gone");
        return send(302, "", { Location: new URL(to).href });
      }
      case "o": {
        if (isPost || (method === "GET" && !pages.open(token))) return notice(404, "gone");
        response
          .writeHead(200, {
            ...pageHeaders,
            "Content-Type": "image/gif",
            "Content-Length": String(PIXEL.length),
            "Cross-Origin-Resource-Policy": "cross-origin",
          })
          .end(method === "HEAD" ? undefined : PIXEL);
        return undefined;
      }
      default:
        return notice(404, "gone");
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  actual = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${actual}`,
    port: actual,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
