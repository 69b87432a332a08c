import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

/** One file of the built app, held in memory. */
interface StaticFile {
  body: Buffer;
  type: string;
  etag: string;
  /** True when the name carries a hash of the content, so that a copy never goes stale. */
  immutable: boolean;
}

/** Request path (always starting with a slash) to file. Anything not in the map does not exist. */
export type FileMap = ReadonlyMap<string, StaticFile>;

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

const hashedName = /^\/assets\/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/**
 * Reads the built app once, at start. Serving from a fixed map instead of joining request paths to a folder makes
 * path traversal impossible by construction; symbolic links are left out for the same reason.
 * @throws when the folder cannot be read
 */
export function readFileMap(folder: string): FileMap {
  const files = new Map<string, StaticFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length).replaceAll("\\", "/").replace(/^\/*/, "/");
    const body = readFileSync(file);
    files.set(path, {
      body,
      type: types[extname(entry.name)] ?? "application/octet-stream",
      etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
      immutable: hashedName.test(path),
    });
  }
  return files;
}
