import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPreviewStore } from "./previews.ts";
import { createCaller, goodHeaders, startFixture } from "./testing/fixture.ts";
import type { Fixture } from "./testing/fixture.ts";

const { rawRequest } = createCaller(request);
let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.close());

const get = (path: string, headers: Record<string, string> = {}) => {
  const port = fixture.host.previewPort;
  return rawRequest(port, path, { headers: { Host: `127.0.0.1:${port}`, ...headers } });
};

describe("the preview origin", () => {
  it("serves a registered document in a sandbox that reaches nothing", async () => {
    const url = new URL(fixture.host.registerPreview({ html: "<p>Hello</p>", allowImages: false }));
    expect(url.port).toBe(String(fixture.host.previewPort));
    const answer = await get(url.pathname, { "Sec-Fetch-Site": "same-site" });
    expect([answer.status, answer.body]).toEqual([200, "<p>Hello</p>"]);
    expect(String(answer.headers["content-security-policy"]).split("; ")).toEqual([
      "sandbox",
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors http://127.0.0.1:${fixture.host.port}`,
    ]);
    expect(answer.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
  });

  it("lets remote images load only where they were asked for, over https", async () => {
    const url = new URL(fixture.host.registerPreview({ html: "", allowImages: true }));
    expect((await get(url.pathname)).headers["content-security-policy"]).toContain("img-src data: https:;");
  });

  it("serves neither the app nor unknown ids, and refuses other hosts, sites and methods", async () => {
    const { pathname } = new URL(fixture.host.registerPreview({ html: "x", allowImages: false }));
    for (const path of ["/", "/index.html", "/rpc/echo", "/preview/", `/preview/${"A".repeat(43)}`]) {
      expect((await get(path)).status).toBe(404);
    }
    expect((await get(pathname, { Host: "evil.example" })).status).toBe(403);
    expect((await get(pathname, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    const port = fixture.host.previewPort;
    const post = await rawRequest(port, pathname, { method: "POST", headers: { Host: `127.0.0.1:${port}` } });
    expect(post.status).toBe(405);
  });

  it("registers what the page sends with its token, under the name the page was opened by", async () => {
    const { host } = fixture;
    const post = (body: string, changes: Record<string, string> = {}) =>
      rawRequest(host.port, "/preview", {
        method: "POST",
        headers: { ...goodHeaders(host), ...changes },
        body,
      });
    const name = `localhost:${host.port}`;
    const answer = await post(JSON.stringify({ html: "<b>1</b>" }), { Host: name, Origin: `http://${name}` });
    const { url } = JSON.parse(answer.body) as { url: string };
    expect(url).toMatch(new RegExp(`^http://localhost:${host.previewPort}/preview/[A-Za-z0-9_-]{43}$`));
    expect((await get(new URL(url).pathname)).body).toBe("<b>1</b>");
    expect((await post("{")).status).toBe(400);
    expect((await post(JSON.stringify({ html: 1 }))).status).toBe(400);
    expect((await post(JSON.stringify({ html: "x".repeat(6 * 1024 * 1024) }))).status).toBe(413);
    expect((await post(JSON.stringify({ html: "" }), { Authorization: "Bearer wrong" })).status).toBe(401);
  });
});

it("keeps the newest documents only", () => {
  const store = createPreviewStore();
  const first = store.register({ html: "first", allowImages: false });
  for (let count = 1; count < 64; count += 1) store.register({ html: String(count), allowImages: false });
  expect(store.find(first)?.html).toBe("first");
  const last = store.register({ html: "last", allowImages: false });
  expect(store.find(first)).toBeUndefined();
  expect(store.find(last)?.html).toBe("last");
});
