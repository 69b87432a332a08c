import { expect, it } from "vitest";
import { openStore } from "../open.ts";
import { listSnapshots } from "../snapshots.ts";
import { workspaceBefore } from "../testing/folder.ts";

it("leaves the journeys of a workspace of the schema before as they are, with nothing kept of them yet", () => {
  const { folder, raw } = workspaceBefore("snapshots");
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
