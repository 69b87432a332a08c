import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { openToken, sealToken } from "./token.ts";
import type { LinkKey } from "./token.ts";

const key = (id: number): LinkKey => ({ id, secret: randomBytes(32).toString("base64url") });
const payload = { send: "run-1:mail:1", person: "sara@example.com" };

it("opens what it sealed, for the same purpose and key only", () => {
  const [old, current] = [key(1), key(2)];
  const token = sealToken(old, "unsubscribe", payload);
  expect(openToken([old, current], "unsubscribe", token)).toEqual(payload);
  expect(openToken([old, current], "survey", token)).toBeUndefined();
  expect(openToken([current], "unsubscribe", token)).toBeUndefined();
  expect(openToken([key(1)], "unsubscribe", token)).toBeUndefined();
});

it("is the same text each time, and shows nothing of what is in it", () => {
  const one = key(1);
  const token = sealToken(one, "click", payload);
  expect(sealToken(one, "click", payload)).toBe(token);
  const bytes = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("latin1");
  expect(`${token} ${bytes}`).not.toMatch(/sara|example|mail/);
  expect(token).toMatch(/^[A-Za-z0-9._-]+$/);
});

it("refuses every token in which one character differs, and whatever is no token", () => {
  const one = key(1);
  const token = sealToken(one, "open", payload);
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === "A" ? "B" : "A";
    expect(openToken([one], "open", token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
  }
  for (const text of [
    "",
    "1.",
    "1.AAAA",
    `${token}A`,
    token.slice(0, -1),
    "__proto__.x",
    "1." + "A".repeat(9000),
  ])
    expect(openToken([one], "open", text)).toBeUndefined();
});
