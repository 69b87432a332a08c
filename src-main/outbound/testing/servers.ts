import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server as NetServer } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createOutbound } from "../outbound.ts";
import type { Outbound } from "../outbound.ts";
import type { LocalTarget } from "../target.ts";

/** A request as a server of a test got it. */
export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A web server on loopback that notes what it gets. */
export interface WebServer {
  port: number;
  origin: string;
  received: Received[];
  target: LocalTarget;
}

const pem = (name: string) => readFileSync(join(import.meta.dirname, name), "utf8");

/** The authority of the tests, as settings name it. */
export const testAuthority = pem("authority.pem");
/** A certificate for `localhost`, `127.0.0.1`, and `hook.test`, `push.test`, `mail.test`, `api.test`, with its key; both are worth nothing. */
export const testCertificate = { key: pem("server-key.pem"), cert: pem("server.pem") };

/** Starts a web server that goes away with the test; `answer` is called once the whole request is there. */
export async function webServer(
  answer: (request: Received, response: ServerResponse) => void,
  options: { tls?: boolean; host?: string } = {},
): Promise<WebServer> {
  const received: Received[] = [];
  const handle = (message: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", () => {
      const { method = "", url = "", headers } = message;
      const request = { method, url, headers, body: Buffer.concat(chunks) };
      received.push(request);
      answer(request, response);
    });
  };
  const server: Server =
    options.tls === true ? createTlsServer(testCertificate, handle) : createServer(handle);
  const host = options.host ?? "127.0.0.1";
  const port = await listening(server, host);
  onTestFinished(() => server.closeAllConnections());
  return {
    port,
    origin: `${options.tls === true ? "https" : "http"}://${host}:${port}`,
    received,
    target: { host, port },
  };
}

/** Listens on a free port of loopback until the test is over. */
export async function listening(server: NetServer, host = "127.0.0.1"): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A way out for a test: local targets by value, names by a table or a function of one's own. */
export function testOutbound(
  local: readonly LocalTarget[],
  names: Record<string, string[]> | ((host: string) => Promise<string[]>) = {},
): Outbound {
  const resolve =
    typeof names === "function"
      ? names
      : (host: string) =>
          names[host] === undefined
            ? Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }))
            : Promise.resolve(names[host]);
  const outbound = createOutbound({ local: () => local, resolve });
  onTestFinished(() => outbound.close());
  return outbound;
}
