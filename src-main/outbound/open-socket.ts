import { connect } from "node:net";
import type { LookupFunction, Socket } from "node:net";
import { connect as connectTls, getCACertificates } from "node:tls";
import type { TLSSocket } from "node:tls";
import { sameAddress } from "./addresses.ts";
import { failed, failureOf } from "./failure.ts";
import type { OutboundFailure } from "./failure.ts";
import type { CheckedTarget } from "./target.ts";

/** How a socket is secured; certificates are always verified. */
export interface TlsWish {
  /** PEM of one more authority to trust, for servers of the user's own. */
  ca?: string | undefined;
  /** Protocols offered by ALPN; the server has to choose the first. */
  protocols?: string[] | undefined;
}

/** Answers every question for a name with the addresses that were checked, so that nobody is asked a second time. */
export function fixedLookup(addresses: CheckedTarget["addresses"]): LookupFunction {
  return (_host, options, callback) => {
    const first = addresses[0];
    if (options.all === true) callback(null, addresses);
    else if (first === undefined) callback(new Error("no address"), "", 4);
    else callback(null, first.address, first.family);
  };
}

/** Authorities to trust: those of the platform, and one more where asked for. */
export function authorities(ca: string | undefined): { ca?: string[] } {
  return ca === undefined || ca === "" ? {} : { ca: [...getCACertificates("default"), ca] };
}

/** Opens a connection to a checked target, encrypted where wished. The signal ends the attempt. */
export async function openSocket(
  target: CheckedTarget,
  tls: TlsWish | undefined,
  signal: AbortSignal,
): Promise<{ ok: true; socket: Socket } | OutboundFailure> {
  const plain = connect({
    host: target.host,
    port: target.port,
    lookup: fixedLookup(target.addresses),
    autoSelectFamily: true,
  });
  const opened = await settled(plain, "connect", signal);
  if (opened !== undefined) return opened;
  if (!target.addresses.some(({ address }) => sameAddress(address, plain.remoteAddress))) {
    plain.destroy();
    return failed("forbidden-address", `connected to ${String(plain.remoteAddress)}`);
  }
  if (tls === undefined) return { ok: true, socket: plain };
  return secure(plain, target.host, tls, signal);
}

async function secure(
  plain: Socket,
  host: string,
  tls: TlsWish,
  signal: AbortSignal,
): Promise<{ ok: true; socket: TLSSocket } | OutboundFailure> {
  const numeric = /^[\d.]+$|:/.test(host);
  const socket = connectTls({
    socket: plain,
    host,
    ...(numeric ? {} : { servername: host }),
    ...authorities(tls.ca),
    ...(tls.protocols === undefined ? {} : { ALPNProtocols: tls.protocols }),
  });
  const secured = await settled(socket, "secureConnect", signal);
  if (secured !== undefined) {
    plain.destroy();
    return signal.aborted || secured.code !== "connection-lost"
      ? secured
      : failed("tls-failed", secured.detail);
  }
  if (tls.protocols !== undefined && socket.alpnProtocol !== tls.protocols[0]) {
    socket.destroy();
    return failed("tls-failed", `the server does not speak ${String(tls.protocols[0])}`);
  }
  return { ok: true, socket };
}

/**
 * Waits until the socket is open; an early end or error is the failure. The signal counts until then and no longer: an
 * open socket outlives the deadline of its opening.
 */
function settled(
  socket: Socket,
  event: "connect" | "secureConnect",
  signal: AbortSignal,
): Promise<OutboundFailure | undefined> {
  return new Promise((resolve) => {
    const stop = () => socket.destroy(new DOMException("aborted", "AbortError"));
    const done = (failure: OutboundFailure | undefined) => {
      signal.removeEventListener("abort", stop);
      socket.off(event, open).off("error", broken).off("close", closed);
      // Later errors belong to whoever gets the socket; until then they must not end the process.
      if (failure !== undefined) socket.on("error", () => undefined);
      resolve(failure);
    };
    const open = () => done(undefined);
    const broken = (error: Error) => done(failureOf(error, false));
    const closed = () => done(failed("connection-lost", "the connection ended"));
    socket.once(event, open).once("error", broken).once("close", closed);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
