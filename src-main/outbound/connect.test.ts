import { createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { expect, it } from "vitest";
import { listening, testAuthority, testCertificate, testOutbound } from "./testing/servers.ts";

it("opens a checked socket, and refuses what is not allowed", async () => {
  const port = await listening(createServer((socket) => socket.end("220 hello")));
  const outbound = testOutbound([{ host: "mail.test", port }], { "mail.test": ["127.0.0.1"] });
  const opened = await outbound.connect({ host: "MAIL.test.", port });
  if (!opened.ok) throw new Error(opened.code);
  const greeting = await new Promise((resolve) =>
    opened.socket.once("data", (data) => resolve(String(data))),
  );
  expect(greeting).toBe("220 hello");
  expect(await outbound.connect({ host: "127.0.0.1", port })).toMatchObject({ code: "forbidden-address" });
  expect(await outbound.connect({ host: "mail.test/", port })).toMatchObject({ code: "bad-url" });
});

it("secures it with the name's certificate and the protocol asked for", async () => {
  const server = createTlsServer({ ...testCertificate, ALPNProtocols: ["h2"] }, (socket) => socket.end("x"));
  const port = await listening(server);
  const names = { "push.test": ["127.0.0.1"], "push.example": ["127.0.0.1"] };
  const outbound = testOutbound(
    Object.keys(names).map((host) => ({ host, port })),
    names,
  );
  const connect = (host: string, protocol: string) =>
    outbound.connect({ host, port, tls: { ca: testAuthority, protocols: [protocol] } });
  const opened = await connect("push.test", "h2");
  expect(opened).toMatchObject({ ok: true });
  if (opened.ok) opened.socket.destroy();
  expect(await connect("push.example", "h2")).toMatchObject({ code: "tls-failed" });
  expect(await connect("push.test", "smtp")).toMatchObject({ code: "tls-failed" });
});

it("leaves an open socket alone when the time for opening is over", async () => {
  const port = await listening(createServer((socket) => socket.pipe(socket)));
  const stop = new AbortController();
  const opened = await testOutbound([{ host: "127.0.0.1", port }]).connect(
    { host: "127.0.0.1", port },
    stop.signal,
  );
  if (!opened.ok) throw new Error(opened.code);
  stop.abort();
  opened.socket.write("still here");
  expect(await new Promise((resolve) => opened.socket.once("data", (data) => resolve(String(data))))).toBe(
    "still here",
  );
  opened.socket.destroy();
});

it("gives up in time, on names and on handshakes that never end", async () => {
  const silent = await listening(createServer((socket) => socket.resume()));
  const outbound = testOutbound([{ host: "127.0.0.1", port: silent }], () => new Promise(() => undefined));
  expect(await outbound.connect({ host: "slow.test", port: 25, timeoutMs: 30 })).toMatchObject({
    code: "timeout",
  });
  expect(await outbound.connect({ host: "127.0.0.1", port: silent, tls: {}, timeoutMs: 50 })).toMatchObject({
    code: "timeout",
  });
});
