import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { at } from "../setup/checkout.mjs";
import { pages } from "./pages.mjs";

const found = await pages();
for (const [path, text] of found) {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}
console.log(`${found.size} pages written to docs/`);
