import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** A small checkout of its own, with the real rules and made-up sources: files by their path. */
export function scratchCheckout(files: Record<string, string>): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "parcours-tooling-"));
  for (const name of ["scripts", "types", "eslint.config.js", ".dependency-cruiser.cjs", "package.json"])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  // The pages of the docs are made from the sources, which a scratch checkout has not.
  rmSync(join(folder, "scripts", "docs"), { recursive: true });
  rmSync(join(folder, "scripts", "docs.mjs"), { force: true });
  for (const name of ["base", "shared", "main", "preload", "renderer", "tools"])
    cpSync(join(root, `tsconfig.${name}.json`), join(folder, `tsconfig.${name}.json`));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs a script of the checkout on the Node the tests run on. */
export function runIn(folder: string, args: string[]): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return { code: status, output: stdout + stderr };
}
