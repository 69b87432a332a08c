import { isIP } from "node:net";
import { lookup } from "node:dns/promises";
import { reachOf } from "./addresses.ts";
import { failed, failureOf } from "./failure.ts";
import type { OutboundFailure } from "./failure.ts";

/** A host and port of the user's own network that may be reached although it is not public. */
export interface LocalTarget {
  /** As in the URL: a name or a numeric address, without brackets. */
  host: string;
  port: number;
}

/** Finds the numeric addresses of a name; rejects as `dns.lookup` does. */
export type Resolve = (host: string) => Promise<string[]>;

/** Where a connection may go: only to these addresses, whatever the name says a moment later. */
export interface CheckedTarget {
  ok: true;
  /** Name or numeric address without brackets and without a last dot: for SNI and certificates. */
  host: string;
  port: number;
  addresses: { address: string; family: 4 | 6 }[];
}

/** The rules a target is checked by. */
export interface TargetRules {
  local: readonly LocalTarget[];
  resolve: Resolve;
}

/** Asks the operating system, hosts file included. */
export async function systemResolve(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address }) => address);
}

/**
 * A host as URLs spell it (WHATWG URL): lower case, IDN in ASCII, odd spellings of IPv4 such as `0x7f.1` or
 * `2130706433` as four decimals, no brackets, no last dot.
 * @returns undefined for what is no host
 */
export function normalHost(text: string): string | undefined {
  if (/[\s/?#@\\]/.test(text) || text === "") return undefined;
  const address = text.replace(/^\[(.*)\]$/, "$1");
  if (text.includes(":") && isIP(address) !== 6) return undefined;
  const bracketed = isIP(address) === 6 ? `[${address}]` : text;
  const url = URL.parse(`http://${bracketed}/`);
  return url === null ? undefined : bareHost(url);
}

/** The host of a URL without brackets and last dot. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}

/**
 * Resolves a host and checks every address it has: one that may not be reached spoils all, because whoever answers for
 * the name would else choose which one is taken. The caller connects to the addresses given here and never asks again,
 * so that a name cannot change between check and use.
 * @param host as {@link normalHost} gives it
 */
export async function checkTarget(
  host: string,
  port: number,
  rules: TargetRules,
): Promise<CheckedTarget | OutboundFailure> {
  if (host === "" || !Number.isInteger(port) || port < 1 || port > 65_535)
    return failed("bad-url", "no host or port");
  let found: string[];
  try {
    found = isIP(host) > 0 ? [host] : await rules.resolve(host);
  } catch (error) {
    return failureOf(error, false);
  }
  if (found.length === 0) return failed("no-such-host", host);
  const allowed = rules.local.some((target) => normalHost(target.host) === host && target.port === port);
  for (const address of found) {
    const reach = reachOf(address);
    if (reach === "never" || (reach === "local" && !allowed))
      return failed("forbidden-address", `${host}:${port} is ${address}`);
  }
  return {
    ok: true,
    host,
    port,
    addresses: found.map((address) => ({ address, family: isIP(address) === 6 ? 6 : 4 })),
  };
}
