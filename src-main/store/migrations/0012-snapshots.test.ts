import Database from "better-sqlite3";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DATABASE_FILE } from "../database-file.ts";
import { migrate, MIGRATIONS } from "../migrate.ts";
import { openStore } from "../open.ts";
import { listSnapshots } from "../snapshots.ts";
import { temporaryFolder } from "../testing/folder.ts";

it("leaves the journeys of a workspace of the schema before as they are, with nothing kept of them yet", () => {
  const folder = temporaryFolder();
  const raw = new Database(join(folder, DATABASE_FILE));
  migrate(
    raw,
    folder,
    0,
    MIGRATIONS.slice(
      0,
      MIGRATIONS.findIndex(({ name }) => name === "snapshots"),
    ),
  );
  raw
    .prepare(
      "INSERT INTO journey (id, name, description, draft, revision, state, hash, steps, errors, warnings, updated_at) " +
        "VALUES ('j', 'J', '', '{}', 3, 'draft', NULL, 0, 0, 0, 5)",
    )
    .run();
  const before = raw.prepare("SELECT * FROM journey").all();
  raw.close();

  const store = openStore(folder, 0);
  expect(store.db.all("SELECT * FROM journey")).toMatchObject(before);
  expect(listSnapshots(store.db, "j")).toEqual([]);
  store.close();
});
