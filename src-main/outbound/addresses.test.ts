import { expect, it } from "vitest";
import { reachOf, sameAddress } from "./addresses.ts";
import { normalHost } from "./target.ts";

it.each([
  ["93.184.216.34", "public"],
  ["2606:2800:220:1:248:1893:25c8:1946", "public"],
  ["127.0.0.1", "local"],
  ["127.255.255.254", "local"],
  ["10.0.0.1", "local"],
  ["172.16.0.1", "local"],
  ["172.31.255.255", "local"],
  ["172.32.0.1", "public"],
  ["192.168.1.1", "local"],
  ["100.64.0.1", "local"],
  ["100.128.0.1", "public"],
  ["0.0.0.0", "never"],
  ["0.1.2.3", "never"],
  ["169.254.169.254", "never"],
  ["224.0.0.1", "never"],
  ["255.255.255.255", "never"],
  ["240.0.0.1", "never"],
  ["192.0.2.1", "never"],
  ["198.18.0.1", "never"],
  ["203.0.113.9", "never"],
  ["::1", "local"],
  ["::", "never"],
  ["fc00::1", "local"],
  ["fd12:3456::1", "local"],
  ["fe80::1", "never"],
  ["fe80::1%eth0", "never"],
  ["fec0::1", "never"],
  ["ff02::1", "never"],
  ["2001:db8::1", "never"],
  ["100::1", "never"],
  ["::ffff:10.0.0.1", "local"],
  ["::ffff:7f00:1", "local"],
  ["::ffff:93.184.216.34", "public"],
  ["::ffff:169.254.169.254", "never"],
  ["::127.0.0.1", "never"],
  ["64:ff9b::7f00:1", "local"],
  ["64:ff9b::a9fe:a9fe", "never"],
  ["64:ff9b::5db8:d822", "public"],
  ["64:ff9b:1::7f00:1", "never"],
  ["2002:7f00:1::", "never"],
  ["2001:0:4136:e378::1", "never"],
  ["127.1", "never"],
  ["0x7f000001", "never"],
  ["not an address", "never"],
])("%s is %s", (address, reach) => {
  expect(reachOf(address)).toBe(reach);
});

it.each([
  ["2130706433", "127.0.0.1"],
  ["0x7f.1", "127.0.0.1"],
  ["0177.0.0.1", "127.0.0.1"],
  ["127.1", "127.0.0.1"],
  ["127.0.0.1.", "127.0.0.1"],
  ["１２７.0.0.1", "127.0.0.1"],
  ["LOCALHOST.", "localhost"],
  ["::1", "::1"],
  ["[::1]", "::1"],
  ["[::ffff:127.0.0.1]", "::ffff:7f00:1"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["ⓔxample.com", "example.com"],
  ["a b", undefined],
  ["host/path", undefined],
  ["user@host", undefined],
  ["host:80", undefined],
  ["host:8025", undefined],
  ["256.256.256.256", undefined],
  ["", undefined],
])("the host %j is %j", (text, host) => {
  expect(normalHost(text)).toBe(host);
});

it("knows an address in another spelling", () => {
  expect(sameAddress("127.0.0.1", "::ffff:127.0.0.1")).toBe(true);
  expect(sameAddress("::1", "0:0:0:0:0:0:0:1")).toBe(true);
  expect(sameAddress("::1", "::2")).toBe(false);
  expect(sameAddress("127.0.0.1", undefined)).toBe(false);
});
