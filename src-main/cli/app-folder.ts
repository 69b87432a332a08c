import { join } from "node:path";

/** Folder of the built app: beside the bundle, or in `out` when this runs from source. */
export function appFolder(): string {
  return import.meta.url.endsWith(".ts")
    ? join(import.meta.dirname, "../../out/renderer")
    : join(import.meta.dirname, "../renderer");
}
