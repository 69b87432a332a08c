import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openStore } from "../store/open.ts";
import { temporaryFolder } from "../store/testing/folder.ts";
import { findServing, noteServing } from "./serving.ts";

it("names the address of the owner of the folder, to its user alone, and nothing when another owns it", () => {
  const folder = temporaryFolder();
  const store = openStore(folder, 0);
  const forget = noteServing(folder, "http://127.0.0.1:4173");
  expect(statSync(join(folder, "serving.json")).mode & 0o777).toBe(0o600);
  expect(findServing(folder)).toBe("http://127.0.0.1:4173");
  store.db.run("UPDATE lease SET pid = pid + 1");
  expect(findServing(folder)).toBeUndefined();
  store.db.run("UPDATE lease SET pid = pid - 1");
  forget();
  expect(findServing(folder)).toBeUndefined();
  store.close();
});
