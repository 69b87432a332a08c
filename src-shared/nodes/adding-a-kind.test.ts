import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { KINDS } from "./registry.ts";

const root = join(import.meta.dirname, "../..");

/** A kind nobody knows yet: waits for the next full hour, then leaves by its one port. */
const FOLDER: Record<string, string> = {
  "icon.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M12 4v8l5 3" /></svg>',
  "chime.ts": `
import { z } from "zod";
import { defineKind } from "../define.ts";
import { NEXT } from "../ports.ts";
const texts = { name: "Chime", tagline: "the full hour", help: "Waits for the full hour.", fields: {} };
const HOUR = 3_600_000;
export const chime = defineKind<{ hours: number }>({
  kind: "chime", group: "flow", acceptsEdges: true,
  params: z.object({ hours: z.int().min(1).default(1) }),
  texts: { en: texts, fr: texts },
  starter: () => ({}),
  ports: () => [NEXT],
  summary: (params) => String(params.hours),
  shortestStayMs: () => 0,
  enter: (params, visit) => ({ do: "wait", until: (Math.floor(visit.now / HOUR) + params.hours) * HOUR }),
  resume: (_params, _visit, signal) => (signal.type === "due" ? { do: "leave", port: "next" } : undefined),
});
`,
};

const PROGRAM = `
import { compile } from "./src-shared/compile/compile.ts";
import { Policies } from "./src-shared/engine/policies.ts";
import { KINDS } from "./src-shared/nodes/registry.ts";
import { emptyJourney } from "./src-shared/journey/schema.ts";
import { renderInline } from "./src-shared/render/render-inline.ts";
import { entryEvent, simulate } from "./src-shared/simulate/simulate.ts";
const journey = {
  ...emptyJourney("j", "J"),
  nodes: [
    { id: "start", kind: "trigger", params: { on: "manual" } },
    { id: "c", kind: "chime", params: { hours: 2 } },
  ],
  edges: [{ from: "start", port: "next", to: "c" }],
};
const { graph, problems } = compile(journey);
if (graph === undefined) throw new Error(JSON.stringify(problems));
const start = Date.parse("2027-03-12T18:20:00Z");
const entry = entryEvent(graph, "sara", start);
const { trace } = simulate({
  graph, start, seed: 1, timeZone: "UTC", policies: Policies.parse({}), render: renderInline,
  persona: { id: "sara", traits: {}, devices: [], consents: [] },
  events: entry === undefined ? [] : [entry],
});
console.log(JSON.stringify({ kinds: KINDS.map((kind) => kind.kind), trace: trace.map((line) => line.node + " " + line.what + " " + line.at) }));
`;

it("takes one folder and one line of the registry (architecture.md, rule 3): compile and engine then run the kind", () => {
  mkdirSync(join(root, "test-results"), { recursive: true });
  const copy = mkdtempSync(join(root, "test-results", "added-kind-"));
  try {
    cpSync(join(root, "src-shared"), join(copy, "src-shared"), { recursive: true });
    const folder = join(copy, "src-shared/nodes/chime");
    mkdirSync(folder);
    for (const [file, text] of Object.entries(FOLDER)) writeFileSync(join(folder, file), text);
    const registry = join(copy, "src-shared/nodes/registry.ts");
    const before = readFileSync(registry, "utf8");
    const after = before
      .replace("import { email }", 'import { chime } from "./chime/chime.ts";\nimport { email }')
      .replace(/,?\s*\];\n\nconst BY_NAME/, ", chime];\n\nconst BY_NAME");
    // The entry in the list is the line; its import is the one TypeScript asks for.
    expect(after.split("\n").filter((line) => line.includes("chime"))).toHaveLength(2);
    writeFileSync(registry, after);
    writeFileSync(join(copy, "program.ts"), PROGRAM);

    const printed = execFileSync(process.execPath, [join(copy, "program.ts")], { encoding: "utf8" });
    const { kinds, trace } = JSON.parse(printed) as { kinds: string[]; trace: string[] };
    expect(kinds).toEqual([...KINDS.map((kind) => kind.kind), "chime"]);
    expect(trace).toContain("c wait 2027-03-12T18:20:00Z");
    expect(trace.at(-1)).toBe("c end 2027-03-12T20:00:00Z");
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

it("no code outside a kind's folder asks which kind a step is", () => {
  const names = KINDS.map((kind) => kind.kind).join("|");
  const asking = new RegExp(`kind\\s*(===|!==)\\s*["'](${names})["']|switch \\([^)]*kind\\)`);
  const found = ["src-shared", "src-main", "src-renderer"].flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true, encoding: "utf8" })
      .map((file) => join(layer, file).replaceAll("\\", "/"))
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .filter((file) => !/^src-shared\/nodes\/[a-z-]+\//.test(file))
      .filter((file) => asking.test(readFileSync(join(root, file), "utf8"))),
  );
  expect(found).toEqual([]);
});
