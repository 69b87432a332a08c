import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { listening, testAuthority, testOutbound, webServer } from "./testing/servers.ts";

const ok = (body = "yes") => webServer((_request, response) => response.end(body));

it("reaches a local target only where its exact host and port are allowed", async () => {
  const server = await ok();
  const allowed = testOutbound([server.target]);
  const answer = await allowed.request({ method: "POST", url: `${server.origin}/x?y=1`, body: "hi" });
  expect(answer).toMatchObject({ ok: true, status: 200, url: `${server.origin}/x?y=1` });
  expect(server.received).toMatchObject([{ method: "POST", url: "/x?y=1", body: Buffer.from("hi") }]);
  for (const local of [
    [],
    [{ host: "127.0.0.1", port: server.port + 1 }],
    [{ host: "localhost", port: server.port }],
  ])
    expect(await testOutbound(local).request({ method: "GET", url: server.origin })).toMatchObject({
      ok: false,
      code: "forbidden-address",
      sent: false,
    });
  expect(server.received).toHaveLength(1);
});

it.each([
  "http://2130706433:PORT/",
  "http://0x7f.1:PORT/",
  "http://0177.0.0.01:PORT/",
  "http://127.1:PORT/",
  "http://127.0.0.1.:PORT/",
  "http://①②⑦.0.0.1:PORT/",
  "http://[::ffff:127.0.0.1]:PORT/",
  "http://[::1]:PORT/",
  "http://[::]:PORT/",
  "http://0.0.0.0:PORT/",
  "http://0:PORT/",
  "http://LOCALHOST:PORT/",
  "http://localhost.:PORT/",
  "http://[64:ff9b::127.0.0.1]:PORT/",
  "http://[2002:7f00:1::]:PORT/",
  "http://innocent.example:PORT/",
])("does not reach this machine as %s", async (spelling) => {
  const server = await ok();
  const outbound = testOutbound([], (host) =>
    Promise.resolve(/^(localhost|innocent\.example)$/.test(host) ? ["127.0.0.1"] : []),
  );
  const answer = await outbound.request({
    method: "GET",
    url: spelling.replace("PORT", String(server.port)),
  });
  expect(answer).toMatchObject({ ok: false, code: "forbidden-address", sent: false });
  expect(server.received).toEqual([]);
});

it.each([
  ["ftp://example.com/", "bad-url"],
  ["file:///etc/passwd", "bad-url"],
  ["http://user:secret@example.com/", "bad-url"],
  ["http://example.com:0/", "bad-url"],
  ["http://example.com\r\nX: y/", "bad-url"],
  ["not a url", "bad-url"],
  ["http://nobody.example/", "no-such-host"],
])("refuses %j", async (url, code) => {
  expect(await testOutbound([]).request({ method: "GET", url })).toMatchObject({
    ok: false,
    code,
    sent: false,
  });
});

it("is not fooled by a name of which one address is private", async () => {
  const server = await ok();
  const outbound = testOutbound([], { "two.example": ["93.184.216.34", "127.0.0.1"] });
  const answer = await outbound.request({ method: "GET", url: `http://two.example:${server.port}/` });
  expect(answer).toMatchObject({ code: "forbidden-address" });
});

it("asks for a name once and connects to what it checked", async () => {
  const server = await ok();
  let asked = 0;
  const rebinding = testOutbound([{ host: "flip.example", port: server.port }], () => {
    asked += 1;
    return Promise.resolve(asked === 1 ? ["127.0.0.1"] : ["169.254.169.254"]);
  });
  const url = `http://flip.example:${server.port}/`;
  expect(await rebinding.request({ method: "GET", url })).toMatchObject({ ok: true });
  expect(asked).toBe(1);
  expect(server.received[0]?.headers.host).toBe(`flip.example:${server.port}`);
  expect(await rebinding.request({ method: "GET", url })).toMatchObject({ code: "forbidden-address" });
});

it("checks each redirect again", async () => {
  const inside = await ok("secret of the house");
  const outside = await webServer((_request, response) => {
    response.writeHead(302, { location: `${inside.origin}/admin` }).end();
  });
  const answer = await testOutbound([outside.target]).request({ method: "GET", url: outside.origin });
  expect(answer).toMatchObject({ ok: false, code: "forbidden-address", sent: false });
  expect(inside.received).toEqual([]);
});

it("drops secrets when a redirect leads to another origin, and keeps them within one", async () => {
  const other = await ok();
  const first = await webServer((request, response) => {
    const location = request.url === "/" ? "/again" : `${other.origin}/there`;
    response.writeHead(307, { location }).end();
  });
  const outbound = testOutbound([first.target, other.target]);
  const headers = {
    Authorization: "Bearer canary",
    cookie: "a=canary",
    "Parcours-Signature": "t=1,v1=canary",
    "X-Api-Key": "canary",
    "X-Plain": "stays",
  };
  const wish = { method: "POST", url: first.origin, headers, secretHeaders: ["x-api-key"], body: "content" };
  expect(await outbound.request(wish)).toMatchObject({ ok: true });
  expect(first.received[1]?.headers).toMatchObject({ authorization: "Bearer canary", "x-api-key": "canary" });
  expect(other.received).toMatchObject([{ method: "POST", url: "/there", body: Buffer.from("content") }]);
  expect(other.received[0]?.headers).toMatchObject({ "x-plain": "stays" });
  expect(JSON.stringify(other.received[0]?.headers)).not.toContain("canary");
});

it("keeps the method but for 303, which was taken already", async () => {
  const server = await webServer((request, response) => {
    const status = Number(request.url.slice(1));
    if (status > 0) response.writeHead(status, { location: "/done" }).end();
    else response.end();
  });
  const outbound = testOutbound([server.target]);
  for (const status of [301, 302, 303, 307, 308])
    await outbound.request({ method: "POST", url: `${server.origin}/${status}`, body: "x" });
  const seen = server.received
    .filter(({ url }) => url === "/done")
    .map(({ method, body }) => [method, String(body)]);
  expect(seen).toEqual([
    ["POST", "x"],
    ["POST", "x"],
    ["GET", ""],
    ["POST", "x"],
    ["POST", "x"],
  ]);
});

it("follows five redirects and not six; none where none is wanted", async () => {
  const server = await webServer((request, response) => {
    const left = Number(request.url.slice(1));
    if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end();
    else response.end("there");
  });
  const outbound = testOutbound([server.target]);
  expect(await outbound.request({ method: "GET", url: `${server.origin}/5` })).toMatchObject({ status: 200 });
  expect(await outbound.request({ method: "GET", url: `${server.origin}/6` })).toMatchObject({
    code: "too-many-redirects",
  });
  expect(await outbound.request({ method: "GET", url: `${server.origin}/1`, redirects: 0 })).toMatchObject({
    status: 302,
  });
});

it("never follows from https to http", async () => {
  const plain = await ok();
  const secure = await webServer(
    (_request, response) => response.writeHead(302, { location: plain.origin }).end(),
    {
      tls: true,
    },
  );
  const answer = await testOutbound([plain.target, secure.target]).request({
    method: "GET",
    url: secure.origin,
    ca: testAuthority,
  });
  expect(answer).toMatchObject({ ok: false, code: "bad-redirect" });
});

it("verifies certificates against the name of the address, not the number it connects to", async () => {
  const server = await webServer((_request, response) => response.end("yes"), { tls: true });
  const names = { "hook.test": ["127.0.0.1"], "hook.example": ["127.0.0.1"] };
  const outbound = testOutbound(
    Object.keys(names).map((host) => ({ host, port: server.port })),
    names,
  );
  const ask = (host: string, ca?: string) =>
    outbound.request({ method: "GET", url: `https://${host}:${server.port}/`, ca });
  expect(await ask("hook.test", testAuthority)).toMatchObject({ ok: true, status: 200 });
  expect(await ask("hook.example", testAuthority)).toMatchObject({
    ok: false,
    code: "tls-failed",
    sent: false,
  });
  expect(await ask("hook.test")).toMatchObject({ ok: false, code: "tls-failed", sent: false });
});

it("unpacks gzip, and stops a bomb at its limit", async () => {
  const server = await webServer((request, response) => {
    const text = request.url === "/bomb" ? Buffer.alloc(50 * 1024 * 1024) : Buffer.from('{"fine":true}');
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(text));
  });
  const outbound = testOutbound([server.target]);
  const fine = await outbound.request({ method: "GET", url: server.origin });
  expect(fine.ok && String(fine.body)).toBe('{"fine":true}');
  expect(await outbound.request({ method: "GET", url: `${server.origin}/bomb` })).toMatchObject({
    ok: false,
    code: "answer-too-large",
    sent: true,
  });
});

it("limits plain answers, and refuses packings it did not offer", async () => {
  const server = await webServer((request, response) => {
    if (request.url === "/odd") response.writeHead(200, { "content-encoding": "zip" }).end("x");
    else response.end(Buffer.alloc(1024 * 1024 + 1));
  });
  const outbound = testOutbound([server.target]);
  expect(await outbound.request({ method: "GET", url: server.origin })).toMatchObject({
    code: "answer-too-large",
  });
  expect(await outbound.request({ method: "GET", url: `${server.origin}/odd` })).toMatchObject({
    code: "bad-answer",
  });
});

it("tells apart what was never sent from what may have arrived", async () => {
  const lost = createServer((socket) => socket.once("data", () => socket.destroy()));
  const port = await listening(lost);
  const silent = await listening(createServer((socket) => socket.resume()));
  const closed = createServer();
  const gone = await listening(closed);
  await new Promise((resolve) => closed.close(resolve));
  const outbound = testOutbound([port, silent, gone].map((each) => ({ host: "127.0.0.1", port: each })));
  const ask = (to: number, timeoutMs?: number) =>
    outbound.request({
      method: "POST",
      url: `http://127.0.0.1:${to}/`,
      body: "x",
      ...(timeoutMs ? { timeoutMs } : {}),
    });
  expect(await ask(port)).toMatchObject({ code: "connection-lost", sent: true });
  expect(await ask(silent, 1_000)).toMatchObject({ code: "timeout", sent: true });
  expect(await ask(gone)).toMatchObject({ code: "connection-refused", sent: false });
});

it("refuses headers that frame the request or split it", async () => {
  const server = await ok();
  const outbound = testOutbound([server.target]);
  const bad: Record<string, string>[] = [
    { Host: "evil" },
    { "Content-Length": "0" },
    { "X-A": "b\r\nX-C: d" },
    { "bad name": "x" },
  ];
  for (const headers of bad)
    expect(await outbound.request({ method: "GET", url: server.origin, headers })).toMatchObject({
      code: "bad-header",
      sent: false,
    });
  expect(server.received).toEqual([]);
});

it("opens at most ten sockets to a host", async () => {
  let open = 0;
  let most = 0;
  const held: (() => void)[] = [];
  const server = await webServer((_request, response) => {
    open += 1;
    most = Math.max(most, open);
    held.push(() => {
      open -= 1;
      response.end();
    });
    if (held.length === 10) for (const end of held.splice(0)) end();
  });
  const outbound = testOutbound([server.target]);
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => outbound.request({ method: "GET", url: server.origin })),
  );
  expect(answers.every((answer) => answer.ok)).toBe(true);
  expect(most).toBe(10);
});
