import { expect, it } from "vitest";
import { insertEvent } from "../events.ts";
import { readKnown } from "../known.ts";
import { openStore } from "../open.ts";
import { workspaceBefore } from "../testing/folder.ts";

it("keeps the names that triggers learnt and goes on learning without them", () => {
  const { folder, raw } = workspaceBefore("ingest");
  raw.exec(`
    INSERT INTO person (no, id, profile, name, search, updated_at) VALUES (1, 'a', '{"id":"a","traits":{"plan":"pro"}}', 'a', 'a', 0);
    INSERT INTO event (message_id, person_id, type, name, at, received_at, body)
      VALUES ('1', 'a', 'track', 'paid', 0, 0, '{"properties":{"amount":5}}');`);
  raw.close();

  const store = openStore(folder, 0);
  insertEvent(
    store.db,
    {
      messageId: "2",
      type: "track",
      name: "paid",
      personId: "a",
      properties: { currency: "EUR" },
      timestamp: 0,
    },
    0,
  );
  const known = readKnown(store.db);
  store.close();
  expect(known.attributes).toEqual([{ name: "plan", types: ["text"] }]);
  expect(known.events).toEqual([
    {
      name: "paid",
      properties: [
        { name: "amount", types: ["number"] },
        { name: "currency", types: ["text"] },
      ],
    },
  ]);
});
