import { createServer } from "node:net";
import { expect, it } from "vitest";
import { listening } from "../../outbound/testing/servers.ts";
import { noAbort, outgoing } from "../testing/message.ts";
import { politely, scriptedServer } from "../../outbound/testing/mail-servers.ts";
import { emailOver } from "./testing.ts";

const SHORT = 300;
const cut = (socket: { destroy(): void }) => void socket.destroy();

/** What the server does at a step, and what may be said of the message then (domain.md, Delivery). */
it.each([
  ["cut before the greeting", { greeting: "" }, "retryable", true],
  ["greeting 554", { greeting: "554 go away\r\n" }, "retryable", true],
  ["greeting 421", { greeting: "421 busy\r\n" }, "retryable", true],
  ["cut at EHLO", { EHLO: cut }, "retryable", true],
  ["421 at EHLO", { EHLO: "421 busy" }, "retryable", true],
  ["cut at MAIL", { MAIL: cut }, "retryable", undefined],
  ["450 at MAIL", { MAIL: "450 later" }, "retryable", undefined],
  ["550 at MAIL", { MAIL: "550 not you" }, "terminal", undefined],
  ["530 at MAIL", { MAIL: "530 sign in first" }, "retryable", true],
  ["cut at RCPT", { RCPT: cut }, "retryable", undefined],
  ["421 at RCPT", { RCPT: "421 closing" }, "retryable", true],
  ["450 at RCPT", { RCPT: "450 greylisted" }, "retryable", undefined],
  ["550 at RCPT", { RCPT: "550 nobody" }, "terminal", undefined],
  ["552 at RCPT", { RCPT: "552 mailbox full" }, "terminal", undefined],
  ["cut at DATA", { DATA: cut }, "retryable", undefined],
  ["451 at DATA", { DATA: "451 later" }, "retryable", undefined],
  ["cut after the dot", { ".": cut }, "unknown", undefined],
  [
    "half an answer after the dot",
    { ".": (socket: { end(text: string): void }) => void socket.end("25") },
    "unknown",
    undefined,
  ],
  [
    "a whole answer without its end",
    { ".": (socket: { end(text: string): void }) => void socket.end("250 taken") },
    "unknown",
    undefined,
  ],
  ["silence after the dot", { ".": () => undefined }, "unknown", undefined],
  ["421 after the dot", { ".": "421 closing" }, "retryable", true],
  ["451 after the dot", { ".": "451 later" }, "retryable", undefined],
  ["554 after the dot", { ".": "554 spam" }, "terminal", undefined],
  ["250 after the dot", {}, "accepted", undefined],
  [
    "250 and cut",
    { ".": (socket: { end(text: string): void }) => void socket.end("250 taken\r\n") },
    "accepted",
    undefined,
  ],
] as const)(
  "%s",
  async (
    name,
    { greeting, ...answers }: { greeting?: string } & Parameters<typeof politely>[0],
    outcome,
    down,
  ) => {
    const server = await scriptedServer(politely(answers as Parameters<typeof politely>[0]), greeting);
    if (name === "cut before the greeting") return expectCutGreeting();
    const patience = name.startsWith("silence") ? SHORT : undefined;
    const attempt = await emailOver(server.port, {}, {}, patience).deliver(outgoing(), noAbort);
    expect(attempt).toMatchObject({ outcome, ...(down === undefined ? {} : { down }) });
    if (down === undefined) expect(attempt).not.toHaveProperty("down", true);
  },
);

async function expectCutGreeting() {
  const port = await listening(createServer((socket) => socket.destroy()));
  const attempt = await emailOver(port).deliver(outgoing(), noAbort);
  expect(attempt).toMatchObject({ outcome: "retryable", down: true });
}

it("takes a refused, a hanging and an unknown server for out of order", async () => {
  const closed = createServer();
  const port = await listening(closed);
  await new Promise((resolve) => closed.close(resolve));
  expect(await emailOver(port).deliver(outgoing(), noAbort)).toMatchObject({
    outcome: "retryable",
    reason: "connection-refused",
    down: true,
  });
  const silent = await listening(createServer((socket) => socket.resume()));
  expect(await emailOver(silent, {}, {}, SHORT).deliver(outgoing(), noAbort)).toMatchObject({
    outcome: "retryable",
    reason: "timeout",
    down: true,
  });
  expect(await emailOver(port, { host: "nobody.test" }).deliver(outgoing(), noAbort)).toMatchObject({
    outcome: "retryable",
    reason: "no-such-host",
    down: true,
  });
});

it("has certainly sent nothing when it is stopped before the dot, and does not know afterwards", async () => {
  for (const [at, outcome] of [
    ["DATA", "retryable"],
    [".", "unknown"],
  ] as const) {
    const stop = new AbortController();
    const server = await scriptedServer(politely({ [at]: () => void stop.abort() }));
    expect(await emailOver(server.port).deliver(outgoing(), stop.signal)).toMatchObject({ outcome });
    if (at === "DATA") expect(server.seen.lines).not.toContain(".");
  }
});

it("knows that a message cut in the middle has no end", async () => {
  const server = await scriptedServer(politely({ "Message-ID": cut }));
  // More than the buffers of both machines hold.
  const rendered = { subject: "x", text: "a line of the message\n".repeat(1_000_000) };
  expect(await emailOver(server.port).deliver(outgoing({ rendered }), noAbort)).toMatchObject({
    outcome: "retryable",
    reason: "connection-lost",
  });
});

it("sends the dot once, whatever the content looks like", async () => {
  const server = await scriptedServer(politely());
  const text = "first\r\n.\r\nRCPT TO:<eve@example.com>\r\n..\r\n.hidden";
  const attempt = await emailOver(server.port).deliver(
    outgoing({ rendered: { subject: "x", text } }),
    noAbort,
  );
  expect(attempt).toMatchObject({ outcome: "accepted" });
  expect(server.seen.lines.filter((line) => line === ".")).toHaveLength(1);
  expect(server.seen.lines.filter((line) => line.startsWith("RCPT TO"))).toEqual([
    "RCPT TO:<sara@example.com>",
    "RCPT TO:<eve@example.com>",
  ]);
  expect(server.seen.lines.indexOf("RCPT TO:<eve@example.com>")).toBeGreaterThan(
    server.seen.lines.indexOf("DATA"),
  );
});

it("opens a fresh session when the server closed the one that waited, and goes on after a refused recipient", async () => {
  let messages = 0;
  const server = await scriptedServer(
    politely({
      "RCPT TO:<nobody": "550 nobody",
      MAIL: (socket) => {
        messages += 1;
        if (messages !== 3) return "250 fine";
        socket.destroy();
        return undefined;
      },
    }),
  );
  const channel = emailOver(server.port, { connections: 1 });
  const send = async (to: string) => (await channel.deliver(outgoing({ to }), noAbort)).outcome;
  expect(await send("nobody@example.com")).toBe("terminal");
  expect(await send("sara@example.com")).toBe("accepted");
  expect(server.seen.connections).toBe(1);
  expect(await send("sara@example.com")).toBe("accepted");
  expect(server.seen.connections).toBe(2);
});
