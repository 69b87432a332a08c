import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyLimitBytes } from "./guard.ts";
import { createCaller, goodHeaders, startFixture } from "./testing/fixture.ts";
import type { Fixture } from "./testing/fixture.ts";

const { rawRequest, callEcho } = createCaller(request);
let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.close());

describe("calls over HTTP", () => {
  it("answers a call that is right in every respect", async () => {
    const answer = await callEcho(fixture.host);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ json: "hello" });
    expect((await callEcho(fixture.host, { Host: `localhost:${fixture.host.port}` })).status).toBe(403);
    const local = `localhost:${fixture.host.port}`;
    expect((await callEcho(fixture.host, { Host: local, Origin: `http://${local}` })).status).toBe(200);
  });

  it.each([
    ["a rebound name", "evil.example:80"],
    ["another port", "127.0.0.1:1"],
    ["no port", "127.0.0.1"],
    ["another loopback address", "127.0.0.2"],
    ["IPv6", "[::1]"],
  ])("refuses %s as Host, for calls and for files", async (_name, host) => {
    const origin = `http://${host}`;
    expect((await callEcho(fixture.host, { Host: host, Origin: origin })).status).toBe(403);
    const file = await rawRequest(fixture.host.port, "/", { headers: { Host: host } });
    expect(file.status).toBe(403);
    expect(file.body).not.toContain("<html");
  });

  it.each([
    ["absent", undefined],
    ["null", "null"],
    ["another site", "https://evil.example"],
    ["another port", "http://127.0.0.1:1"],
    ["https", "https://127.0.0.1"],
  ])("refuses a call whose Origin is %s", async (_name, origin) => {
    const answer = await callEcho(fixture.host, { Origin: origin });
    expect([answer.status, answer.body]).toEqual([403, JSON.stringify({ code: "origin-refused" })]);
  });

  it.each(["cross-site", "same-site"])("refuses Sec-Fetch-Site: %s", async (site) => {
    expect((await callEcho(fixture.host, { "Sec-Fetch-Site": site })).status).toBe(403);
    const headers = { Host: `127.0.0.1:${fixture.host.port}`, "Sec-Fetch-Site": site };
    expect((await rawRequest(fixture.host.port, "/", { headers })).status).toBe(403);
  });

  it("lets Sec-Fetch-Site be none or absent", async () => {
    expect((await callEcho(fixture.host, { "Sec-Fetch-Site": "none" })).status).toBe(200);
    expect((await callEcho(fixture.host, { "Sec-Fetch-Site": undefined })).status).toBe(200);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", undefined])(
    "refuses a body of type %s",
    async (type) => {
      expect((await callEcho(fixture.host, { "Content-Type": type })).status).toBe(415);
    },
  );

  it("takes POST alone", async () => {
    const headers = goodHeaders(fixture.host);
    for (const method of ["GET", "PUT", "DELETE", "OPTIONS"]) {
      const answer = await rawRequest(fixture.host.port, "/rpc/transport", { method, headers });
      expect([method, answer.status]).toEqual([method, 405]);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });

  it.each([
    ["missing", undefined],
    ["empty", "Bearer "],
    ["wrong", "Bearer AAAA"],
    ["of another scheme", "Basic AAAA"],
  ])("refuses a token that is %s", async (_name, authorization) => {
    const other = await startFixture();
    const answer = await callEcho(other.host, { Authorization: authorization });
    await other.close();
    expect([answer.status, answer.body]).toEqual([401, JSON.stringify({ code: "token-refused" })]);
  });

  it("does not take the token from the query or a cookie", async () => {
    const other = await startFixture();
    const { Authorization: _left, ...headers } = goodHeaders(other.host);
    const answer = await rawRequest(other.host.port, `/rpc/transport?token=${other.host.token}`, {
      method: "POST",
      headers: { ...headers, Cookie: `token=${other.host.token}` },
      body: "{}",
    });
    await other.close();
    expect(answer.status).toBe(401);
  });

  it("refuses a body that announces too much, and one that turns out too long", async () => {
    const announced = await callEcho(fixture.host, { "Content-Length": String(bodyLimitBytes + 1) }, "");
    expect(announced.status).toBe(413);
    const long = Buffer.alloc(bodyLimitBytes + 1, 0x20);
    const streamed = await callEcho(fixture.host, { "Transfer-Encoding": "chunked" }, long);
    expect(streamed.status).toBe(413);
    expect((await callEcho(fixture.host)).status).toBe(200);
  });

  it("tells a stranger nothing about a crash", async () => {
    const headers = goodHeaders(fixture.host);
    const answer = await rawRequest(fixture.host.port, "/rpc/crash", { method: "POST", headers, body: "{}" });
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain("secret detail");
  });
});

describe("files", () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    rawRequest(fixture.host.port, path, { headers: { Host: `127.0.0.1:${fixture.host.port}`, ...headers } });

  it("serves the page with a fresh nonce in the policy and in the page", async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const answer = await get("/");
        expect(answer.status).toBe(200);
        const nonce = /'nonce-([^']+)'/.exec(String(answer.headers["content-security-policy"]))?.[1];
        expect(answer.body).toContain(`<meta property="csp-nonce" nonce="${nonce}" content="${nonce}">`);
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it("sends every protective header", async () => {
    const { headers } = await get("/");
    const policy = new Map(
      String(headers["content-security-policy"])
        .split("; ")
        .map((line) => [line.split(" ")[0], line.split(" ").slice(1).join(" ")]),
    );
    const { port, previewPort } = fixture.host;
    expect(policy.get("default-src")).toBe("'none'");
    expect(policy.get("script-src")).toBe("'self'");
    expect(policy.get("style-src")).toMatch(/^'self' 'nonce-[A-Za-z0-9+/=]+'$/);
    expect(policy.get("connect-src")).toBe(`'self' ws://127.0.0.1:${port}`);
    expect(policy.get("frame-src")).toBe(`http://127.0.0.1:${previewPort}`);
    for (const name of ["base-uri", "form-action", "frame-ancestors"])
      expect(policy.get(name)).toBe("'none'");
    expect(headers).toMatchObject({
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    expect(Object.keys(headers).filter((name) => /^(access-control|set-cookie)/.test(name))).toEqual([]);
  });

  it("keeps hashed assets for good and asks about the rest", async () => {
    expect((await get("/assets/app-AbCd1234.js")).headers["cache-control"]).toContain("immutable");
    const plain = await get("/plain.svg");
    expect(plain.headers["cache-control"]).toBe("private, no-cache");
    const again = await get("/plain.svg", { "If-None-Match": String(plain.headers.etag) });
    expect([again.status, again.body]).toEqual([304, ""]);
  });

  it.each([
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/assets/../../secret.txt",
    "/..\\secret.txt",
    "//secret.txt",
    "/index.html/../../secret.txt",
    "/%00",
    "/__proto__",
    "/constructor",
    "secret.txt",
    "http://evil.example/",
  ])("knows nothing at %s", async (path) => {
    const answer = await get(path);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toContain("outside");
  });

  it("refuses a wrong Origin on a file, and other methods than GET and HEAD", async () => {
    expect((await get("/", { Origin: "https://evil.example" })).status).toBe(403);
    const headers = { Host: `127.0.0.1:${fixture.host.port}`, Origin: fixture.host.url };
    expect((await rawRequest(fixture.host.port, "/", { method: "POST", headers })).status).toBe(405);
    const head = await rawRequest(fixture.host.port, "/", { method: "HEAD", headers });
    expect([head.status, head.body]).toEqual([200, ""]);
  });
});

describe("the process", () => {
  it("listens on 127.0.0.1 alone", async () => {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: "127.0.0.2", port: fixture.host.port });
      socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
    });
    expect(reached).toBe(false);
  });

  it("makes a fresh 256-bit token per launch and hands it over once it listens", async () => {
    const seen: { url: string; token: string }[] = [];
    const other = await startFixture({ onListening: (address) => seen.push(address) });
    await other.close();
    expect(seen).toEqual([{ url: other.host.url, token: other.host.token }]);
    expect(Buffer.from(other.host.token, "base64url")).toHaveLength(32);
    expect(other.host.token).not.toBe(fixture.host.token);
  });

  it("says so when the port is taken", async () => {
    await expect(startFixture({ port: fixture.host.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  it("locks for a minute after ten bad tokens, the right token included, and opens again", async () => {
    let now = 0;
    const other = await startFixture({ now: () => now });
    const status = async (changes: Record<string, string> = {}) =>
      (await callEcho(other.host, changes)).status;
    const bad = { Authorization: "Bearer wrong" };
    for (let attempt = 0; attempt < 9; attempt += 1) expect(await status(bad)).toBe(401);
    expect(await status()).toBe(200);
    expect(await status(bad)).toBe(401);
    const locked = await callEcho(other.host);
    expect([locked.status, locked.headers["retry-after"]]).toEqual([429, "60"]);
    now = 59_999;
    expect([await status(bad), await status()]).toEqual([429, 429]);
    now = 60_000;
    expect(await status()).toBe(200);
    await other.close();
  });
});
