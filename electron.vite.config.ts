import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

/**
 * Everything is bundled except Electron, Node's own modules and better-sqlite3 (the only entry of `dependencies`),
 * so that an installed app carries no node_modules beyond one native file.
 * MJML is reached by a dynamic import in the render worker only and lands in chunks of its own:
 * `npm run build` checks that no entry loads it at start (scripts/setup/bundle-check.mjs).
 */
export default defineConfig({
  main: {
    plugins: [withoutTypeScript()],
    build: {
      outDir: "out/main",
      rolldownOptions: {
        input: {
          electron: "src-main/electron/main.ts",
          "service-process": "src-main/electron/service-process.ts",
          cli: "src-main/cli/main.ts",
          // For tests alone, and left out of packages (electron-builder.yml).
          "cli-with-levers": "src-main/levers/cli.ts",
          "render-guard": "src-main/render/guard.ts",
          "render-worker": "src-main/render/worker.ts",
          "care-worker": "src-main/store/care-worker.ts",
          "simulate-worker": "src-main/simulate/simulate-worker.ts",
          "ahead-worker": "src-main/scheduler/ahead/ahead-worker.ts",
        },
        // Chunks lie beside the entries, so that a path made from import.meta.dirname is right in both.
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  },
  preload: {
    build: {
      outDir: "out/preload",
      // A sandboxed preload cannot be an ES module and cannot load a second file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: "src-main/electron/preload.ts" },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "src-renderer",
    // Relative addresses: the same files are served over app:// and over http on loopback.
    base: "./",
    build: {
      outDir: "out/renderer",
      // electron-vite leaves the page unminified; a browser loads it too.
      minify: true,
      rolldownOptions: { input: join(import.meta.dirname, "src-renderer", "index.html") },
    },
    plugins: [react()],
  },
});

/**
 * MJML's minifier can read a configuration written in TypeScript and would drag 8 MB of compiler into the render
 * worker for it. Parcours gives it no configuration files, so the compiler is replaced by nothing.
 */
function withoutTypeScript() {
  const nothing = "\0without-typescript";
  return {
    name: "without-typescript",
    enforce: "pre" as const,
    resolveId: (id: string) => (id === "typescript" ? nothing : undefined),
    load: (id: string) => (id === nothing ? "export default {};" : undefined),
  };
}
