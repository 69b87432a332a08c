import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { build } from "vite";

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** The yardstick: a page of the canvas library alone, built as the app is, served on its own. */
export async function serveBarePage(): Promise<{ url: string; stop: () => void }> {
  const out = mkdtempSync(join(tmpdir(), "parcours-bare-"));
  await build({
    root: join(import.meta.dirname, "bare"),
    logLevel: "silent",
    configFile: false,
    build: { outDir: out, emptyOutDir: true },
  });
  const server = createServer((request, response) => {
    const path = request.url === "/" ? "/index.html" : (request.url ?? "");
    try {
      const body = readFileSync(join(out, path.replace(/\.\./g, "")));
      response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () => {
      server.close();
      rmSync(out, { recursive: true, force: true });
    },
  };
}
