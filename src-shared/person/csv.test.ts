import fc from "../testing/drawn.ts";
import { describe, expect, it } from "vitest";
import { formatCsv, parseCsv } from "./csv-text.ts";
import { readPeopleCsv, writePeopleCsv } from "./csv.ts";
import type { Person } from "./person.ts";

const person = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  traits: {},
  devices: [],
  consents: [],
  ...more,
});

describe("parseCsv", () => {
  it("reads back every table it can write", () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('"', '""', "a,b", "a\nb", "a\r\nb", ";", " x ", "'", '"a', 'a"', "é"),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constant("id"), cell, cell), { minLength: 1 }), (rows) => {
        const text = formatCsv(rows);
        fc.pre(!rows[0]?.some((header) => /[;\t|\r\n"]/.test(header)));
        expect(parseCsv(text).rows.map((row) => row.cells)).toEqual(rows);
      }),
    );
  });

  it("takes the delimiter of the header, any line ending, and counts empty rows", () => {
    expect(parseCsv('\uFEFFid;"a;b"\r1;x,y\r\r\n\n2;"p\nq"\n').rows).toEqual([
      { number: 1, cells: ["id", "a;b"] },
      { number: 2, cells: ["1", "x,y"] },
      { number: 5, cells: ["2", "p\nq"] },
    ]);
    expect(parseCsv("id\tname\n1\tA,B,C").rows[1]?.cells).toEqual(["1", "A,B,C"]);
    expect(parseCsv("").rows).toEqual([]);
    expect(parseCsv("id,a\n1,").rows[1]?.cells).toEqual(["1", ""]);
  });

  it("says which row leaves a quote open", () => {
    expect(parseCsv('id,name\n1,"Sara\n2,Tom\n').unclosedRow).toBe(2);
  });
});

describe("readPeopleCsv", () => {
  it("reads fields, consents and typed traits", () => {
    const { people, problems, columns } = readPeopleCsv(
      [
        "id,email,phone,timeZone,locale,consent.push.marketing,plan,traits.age,vip,born,zip,code",
        "sara,sara@example.com,'+15125550100,America/Chicago,en,granted,pro,41,TRUE,1985-02-28,00123,12",
        "tom,,,,,,free,-3.5,false,,75001,1E5",
      ].join("\n"),
    );
    expect(problems).toEqual([]);
    expect(people).toEqual([
      {
        id: "sara",
        email: "sara@example.com",
        phone: "+15125550100",
        timeZone: "America/Chicago",
        locale: "en",
        traits: { plan: "pro", age: 41, vip: true, born: "1985-02-28", zip: "00123", code: "12" },
        devices: [],
        consents: [{ channel: "push", purpose: "marketing", state: "granted", source: "import" }],
      },
      person("tom", { traits: { plan: "free", age: -3.5, vip: false, zip: "75001", code: "1E5" } }),
    ]);
    expect(columns.map(({ name, target, type }) => `${name} -> ${target} (${type})`)).toEqual([
      "id -> id (text)",
      "email -> email (text)",
      "phone -> phone (text)",
      "timeZone -> timeZone (text)",
      "locale -> locale (text)",
      "consent.push.marketing -> consent.push.marketing (consent)",
      "plan -> traits.plan (text)",
      "traits.age -> traits.age (number)",
      "vip -> traits.vip (boolean)",
      "born -> traits.born (date)",
      "zip -> traits.zip (text)",
      "code -> traits.code (text)",
    ]);
  });

  it.each([
    ["12345678901234567890", "text"],
    ["0.5", "number"],
    ["1.50", "number"],
    ["+5", "text"],
    ["2027-02-30", "text"],
    ["2027-03-12T18:00:00Z", "date"],
    ["yes", "text"],
    ["-0", "number"],
    ["1e+21", "number"],
    ["Infinity", "text"],
  ])("a column of %s is %s", (cell, type) => {
    expect(readPeopleCsv(`id,x\na,${cell}`).columns[1]?.type).toBe(type);
  });

  it("leaves out rows with errors, keeps those with warnings, and names row and column", () => {
    const { people, problems } = readPeopleCsv(
      [
        "id,email,consent.push.marketing",
        "a,nonsense,granted",
        ",b@example.com,",
        "a,c@example.com,",
        "d e,,",
        "",
        "f,f@example.com,perhaps",
        "g,g@example.com",
      ].join("\n"),
    );
    expect(people.map((one) => one.id)).toEqual(["a"]);
    expect(problems.map((one) => [one.code, one.path, one.severity])).toEqual([
      ["bad-email", "row 2, column email", "warning"],
      ["missing-id", "row 3, column id", "error"],
      ["duplicate-person", "row 4, column id", "error"],
      ["bad-id", "row 5, column id", "error"],
      ["bad-consent", "row 7, column consent.push.marketing", "error"],
      ["bad-row", "row 8", "error"],
    ]);
  });

  it.each([
    ["", "missing-id", "row 1, column id"],
    ["name\nSara", "missing-id", "row 1, column id"],
    ["id,a,traits.a\n1,2,3", "duplicate-column", "row 1, column traits.a"],
    ["id,,b\n1,2,3", "unnamed-column", "row 1, column 2"],
    ["id,__proto__\n1,2", "forbidden-key", "row 1, column __proto__"],
    ["id,traits.constructor\n1,2", "forbidden-key", "row 1, column traits.constructor"],
    ['id,a\n1,"2', "unclosed-quote", "row 2"],
  ])("reads nothing from %j", (text, code, path) => {
    expect(readPeopleCsv(text)).toMatchObject({ people: [], problems: [{ code, path }] });
  });

  it("reads 10,000 rows and accounts for each", () => {
    const rows = Array.from(
      { length: 10_000 },
      (_, index) => `p${index},p${index}@example.com,${index},granted`,
    );
    const { people, problems } = readPeopleCsv(
      ["id,email,score,consent.email.marketing", ...rows].join("\r\n"),
    );
    expect(problems).toEqual([]);
    expect(people.length).toBe(10_000);
    expect(people[9_999]).toMatchObject({ id: "p9999", email: "p9999@example.com", traits: { score: 9999 } });
  });
});

describe("writePeopleCsv", () => {
  const dangerous = /^[=+\-@\t\r\0]/;
  const name = fc.oneof(
    fc.string({ minLength: 1, maxLength: 8 }),
    fc.constantFrom("email", "id", "consent.push.marketing", "=1+1", "traits.x", "'=x", "''", " a "),
  );
  const safeName = name.filter(
    (one) => !one.split(".").some((part) => /^(__proto__|constructor|prototype)$/.test(part)),
  );
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom(
      "=1+1",
      "'=1+1",
      "''x",
      "'",
      "-5",
      "5",
      "true",
      "2027-03-12",
      "",
      "007",
      "@x",
      "\tx",
      "\0",
      "'tis",
    ),
  );
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n));
  /** A table column has one type beside texts, so each trait's values are of one type. */
  const people = fc
    .uniqueArray(fc.tuple(safeName, fc.constantFrom("text", "number", "boolean", "mixed")), {
      selector: ([trait]) => trait,
      maxLength: 4,
    })
    .chain((traits) => {
      const value = { text, number, boolean: fc.boolean(), mixed: fc.oneof(text, number) };
      const record = fc.record(
        Object.fromEntries(
          traits.map(([trait, type]) => [trait, value[type as keyof typeof value] as fc.Arbitrary<unknown>]),
        ),
        { requiredKeys: [] },
      );
      const consent = fc.record({
        channel: fc.constantFrom("push", "email"),
        purpose: fc.constantFrom("marketing", "service"),
        state: fc.constantFrom("granted" as const, "denied" as const),
        source: fc.constant("import"),
      });
      return fc.uniqueArray(
        fc.tuple(
          fc.stringMatching(/^[A-Za-z0-9_.:-]{1,12}$/),
          record,
          fc.uniqueArray(consent, { selector: (one) => one.channel + one.purpose }),
          fc.option(fc.constantFrom("+15125550100", "+33612345678"), { nil: undefined }),
        ),
        { selector: ([id]) => id, minLength: 1, maxLength: 6 },
      );
    })
    .map((rows) =>
      rows.map(([id, traits, consents, phone]) =>
        person(id, {
          traits: Object.fromEntries(Object.entries(traits)),
          consents: consents.sort((a, b) => (a.channel + a.purpose < b.channel + b.purpose ? -1 : 1)),
          ...(phone === undefined ? {} : { phone }),
        }),
      ),
    );

  it("writes no cell a spreadsheet would run, and reads everything back", () => {
    fc.assert(
      fc.property(people, (written) => {
        const csv = writePeopleCsv(written);
        for (const { cells } of parseCsv(csv).rows)
          for (const cell of cells) expect(cell).not.toMatch(dangerous);
        const read = readPeopleCsv(csv);
        expect(read.problems).toEqual([]);
        expect(read.people).toEqual(written);
      }),
      { numRuns: 500 },
    );
  });

  it("writes the consent that holds, and lists and objects as JSON text", () => {
    const consents = [
      { channel: "push", purpose: "marketing", state: "granted" as const, at: "2027-03-02T20:00:00Z" },
      { channel: "push", purpose: "marketing", state: "denied" as const, at: "2027-03-01T20:00:00Z" },
    ];
    expect(writePeopleCsv([person("a", { consents, traits: { tags: ["x", 1], none: null } })])).toBe(
      'id,consent.push.marketing,none,tags\r\na,granted,,"[""x"",1]"\r\n',
    );
  });
});
