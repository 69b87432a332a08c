import type { Migration } from "./migration.ts";

/** No more than this many rows are learnt: names made up by the million (ids as keys) must not fill the file. */
const MOST = 20_000;
/** Longer names are data rather than names. */
const LONGEST = 128;

const DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]";
/** How an instant ends: it says where on the time line it is, or it is none. */
const ZONES = ["[Zz]", "[+-][0-9][0-9]", "[+-][0-9][0-9][0-9][0-9]", "[+-][0-9][0-9]:[0-9][0-9]", "]"];

/** The type of a value of json_each, as conditions see it: a text that names a day or an instant is a date. */
function typeOf(each: string): string {
  const zoned = ZONES.map((end) => `${each}.value GLOB '${DAY}[Tt][0-9][0-9]:[0-9][0-9]*${end}'`).join(
    " OR ",
  );
  return (
    `CASE ${each}.type WHEN 'text' THEN CASE WHEN ${each}.value GLOB '${DAY}' OR ${zoned} THEN 'date' ELSE 'text' END ` +
    `WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ` +
    `WHEN 'array' THEN 'list' ELSE 'group' END`
  );
}

/** Learns the names in one JSON object, and one level deeper. `from` is what stands before the joins. */
function learn(event: string, object: string, from = ""): string {
  const room = `(SELECT coalesce(max(seq), 0) FROM known_fact) < ${MOST}`;
  const deeper = "json_each(CASE a.type WHEN 'object' THEN a.value ELSE '{}' END) b";
  const insert = "INSERT INTO known_fact (event, name, type) SELECT DISTINCT";
  return `
${insert} ${event}, a.key, ${typeOf("a")} FROM ${from}json_each(${object}) a
  WHERE a.type <> 'null' AND length(a.key) BETWEEN 1 AND ${LONGEST} AND ${room} ON CONFLICT DO NOTHING;
${insert} ${event}, a.key || '.' || b.key, ${typeOf("b")} FROM ${from}json_each(${object}) a, ${deeper}
  WHERE b.type <> 'null' AND length(a.key) + length(b.key) BETWEEN 2 AND ${LONGEST} AND ${room} ON CONFLICT DO NOTHING;`;
}

function learnEvent(name: string, from = "", where = ""): string {
  return `
INSERT INTO known_fact (event, name, type) SELECT DISTINCT ${name}, '', 'event' ${from === "" ? "" : `FROM ${from}`}
  WHERE ${where}length(${name}) BETWEEN 1 AND ${LONGEST} AND (SELECT coalesce(max(seq), 0) FROM known_fact) < ${MOST}
  ON CONFLICT DO NOTHING;`;
}

/**
 * Names of attributes, events and properties with the types they were seen in. Never a value, so that erasing a person
 * leaves nothing of her here. Triggers learn, so that whoever writes people and events need not think of it; what is
 * there already is learnt once, here.
 */
export const migration0006: Migration = {
  number: 6,
  name: "known",
  sql: `
CREATE TABLE known_fact (
  -- Grows with each name learnt: its greatest value tells whether there is something new.
  seq INTEGER PRIMARY KEY,
  -- The event whose property it is; empty for an attribute of people.
  event TEXT NOT NULL,
  -- Empty for the event itself.
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('event', 'text', 'number', 'boolean', 'date', 'list', 'group')),
  UNIQUE (event, name, type)
) STRICT;

CREATE TRIGGER known_of_new_person AFTER INSERT ON person BEGIN
${learn("''", "json_extract(new.profile, '$.traits')")}
END;
CREATE TRIGGER known_of_person AFTER UPDATE OF profile ON person
WHEN json_extract(new.profile, '$.traits') IS NOT json_extract(old.profile, '$.traits') BEGIN
${learn("''", "json_extract(new.profile, '$.traits')")}
END;
CREATE TRIGGER known_of_event AFTER INSERT ON event WHEN new.type = 'track' BEGIN
${learnEvent("new.name")}
${learn("new.name", "json_extract(new.body, '$.properties')")}
END;

${learn("''", "json_extract(person.profile, '$.traits')", "person, ")}
${learnEvent("event.name", "event", "event.type = 'track' AND ")}
${learn("event.name", "json_extract(event.body, '$.properties')", "(SELECT name, body FROM event WHERE type = 'track') event, ")}
`,
};
