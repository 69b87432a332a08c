import { ESLint } from "eslint";
import { afterAll, beforeAll, expect, it } from "vitest";
import { scratchCheckout } from "./scratch.ts";

/** Path, code, and a piece of the message that must come (nothing: the code is fine there). */
const cases: [path: string, code: string, message?: string][] = [
  ["src-shared/a1.ts", "export const a = Date.now();\n", "take `now`"],
  ["src-shared/a2.ts", "export const a = new Date();\n", "take `now`"],
  ["src-shared/a3.ts", "export const a = new Date(0);\n"],
  ["src-shared/a4.ts", "export const a = Math.random();\n", "hash(seed"],
  ["src-shared/a5.ts", "setTimeout(() => undefined, 1);\n", "return the due instant"],
  ["src-shared/a6.ts", 'export const a = fetch("x");\n', "return an effect"],
  ["src-shared/a7.ts", "export const a = process.env;\n", "take what you need as an argument"],
  ["src-shared/a8.ts", "export const a = document.title;\n", "take what you need as an argument"],
  ["src-shared/a9.test.ts", "export const a = Date.now();\n"],
  [
    "src-shared/b1.ts",
    'export const f = (n: { kind: string }) => n.kind === "push";\n',
    "Nothing outside src-shared/nodes",
  ],
  [
    "src-shared/b2.ts",
    'export const f = (n?: { kind: string }) => "push" !== n?.kind;\n',
    "Nothing outside src-shared/nodes",
  ],
  [
    "src-shared/b3.ts",
    "export function f(n: { kind: string }): number { switch (n.kind) { default: return 1; } }\n",
    "Nothing outside src-shared/nodes",
  ],
  ["src-shared/b4.ts", "export const f = (a: { kind: string }, b: { kind: string }) => a.kind === b.kind;\n"],
  [
    "src-shared/b5.ts",
    'export const f = (n: { kind: string }) => ["push"].includes(n.kind);\n',
    "Nothing outside src-shared/nodes",
  ],
  ["src-shared/nodes/push/b6.ts", 'export const f = (n: { kind: string }) => n.kind === "push";\n'],
  [
    "src-shared/nodes/b7.ts",
    'export const f = (n: { kind: string }) => n.kind === "push";\n',
    "Nothing outside src-shared/nodes",
  ],
  ["src-shared/b8.test.ts", 'export const f = (n: { kind: string }) => n.kind === "push";\n'],
  [
    "src-main/service/c1.ts",
    'import { request } from "node:https";\nexport const a = request;\n',
    "Only src-main/outbound",
  ],
  ["src-main/service/c2.ts", 'export const a = fetch("http://x");\n', "Only src-main/outbound"],
  ["src-main/service/c3.ts", 'export const a = globalThis.fetch("http://x");\n', "one place only"],
  ["src-main/http/c4.ts", 'import { createServer } from "node:http";\nexport const a = createServer;\n'],
  [
    "src-main/http/c5.ts",
    'import { request } from "node:http";\nexport const a = request;\n',
    "src-main/http listens",
  ],
  [
    "src-main/http/c6.ts",
    'import { connect } from "node:net";\nexport const a = connect;\n',
    "Only src-main/outbound",
  ],
  ["src-main/outbound/c7.ts", 'import { request } from "node:https";\nexport const a = request;\n'],
  ...["nodemailer/lib/smtp-connection", "node:http2", "node:tls", "node:dgram"].map(
    (module, index): [string, string, string] => [
      `src-main/channels/c7${index}.ts`,
      `import thing from "${module}";\nexport const a: unknown = thing;\n`,
      "Only src-main/outbound",
    ],
  ),
  [
    "src-main/channels/c75.ts",
    'import { sendNotification } from "web-push";\nexport const a: unknown = sendNotification;\n',
    "send it through src-main/outbound",
  ],
  [
    "src-main/channels/c76.ts",
    'import { generateRequestDetails } from "web-push";\nexport const a: unknown = generateRequestDetails;\n',
  ],
  [
    "src-main/service/c8.ts",
    'import { app } from "electron";\nexport const a = app;\n',
    "Only src-main/electron",
  ],
  ["src-main/electron/c9.ts", 'import { app } from "electron";\nexport const a = app;\n'],
  [
    "src-main/electron/c10.ts",
    'import { net } from "electron";\nexport const a = net;\n',
    "Only src-main/outbound",
  ],
  [
    "src-main/service/d1.ts",
    'import vm from "node:vm";\nexport const a = vm;\n',
    "No code is made from text",
  ],
  ["src-main/service/d2.ts", 'export const a: unknown = eval("1");\n', "harmful"],
  ["src-main/service/d3.ts", 'export const a = new Function("return 1");\n', "eval"],
  ["src-main/service/d4.ts", 'import { b } from "./d1";\nexport const a = b;\n', "extension"],
  [
    "src-renderer/app/e1.tsx",
    "export const A = () => <p dangerouslySetInnerHTML={{ __html: 'x' }} />;\n",
    "Render text as text",
  ],
  ["src-renderer/app/e2.tsx", 'export const A = () => <iframe src="x" />;\n', "sandbox"],
  [
    "src-renderer/app/e3.tsx",
    'export const A = () => <iframe sandbox="allow-scripts" />;\n',
    "never runs scripts",
  ],
  ["src-renderer/app/e4.ts", 'export const a = new WebSocket("ws://x");\n', "transport.ts only"],
  [
    "src-renderer/app/e5.ts",
    'import { RPCLink } from "@orpc/client/fetch";\nexport const a = RPCLink;\n',
    "Only src-renderer/transport.ts",
  ],
  [
    "src-renderer/app/e6.ts",
    "export const a = (window as unknown as { parcours: number }).parcours;\nexport const b = window.parcours;\n",
    "desktop bridge",
  ],
  ["src-renderer/transport.ts", 'export const a = new WebSocket("ws://x");\n'],
  [
    "src-main/service/f1.ts",
    "// eslint-disable-next-line no-eval\nexport const a: unknown = eval('1');\n",
    "harmful",
  ],
];

let messages: Map<string, string>;
let remove: () => void;
beforeAll(async () => {
  const checkout = scratchCheckout(Object.fromEntries(cases.map(([path, code]) => [path, code])));
  remove = checkout.remove;
  const results = await new ESLint({ cwd: checkout.folder }).lintFiles(["src-*/**/*.{ts,tsx}"]);
  messages = new Map(
    results.map(({ filePath, messages: found }) => [
      filePath.slice(checkout.folder.length + 1).replaceAll("\\", "/"),
      found.map(({ message }) => message).join("\n"),
    ]),
  );
}, 120_000);
afterAll(() => remove());

it.each(cases)("%s", (path, _code, message) => {
  const found = messages.get(path);
  expect(found).toBeDefined();
  if (message === undefined)
    expect(found).not.toMatch(/take `now`|Nothing outside|Only src-|transport\.ts only/);
  else expect(found).toContain(message);
});
