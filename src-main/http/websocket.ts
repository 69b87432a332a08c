import type { IncomingMessage, Server } from "node:http";
import type { AnyRouter, Context } from "@orpc/server";
import { RPCHandler } from "@orpc/server/ws";
import { WebSocketServer } from "ws";
import { refuseUpgrade } from "./answer.ts";
import { bodyLimitBytes } from "./guard.ts";
import type { Refusal } from "./guard.ts";

/** More open connections than this come from a page that leaks them, not from people. */
const connectionLimit = 64;

/**
 * Serves the API over WebSocket on `/ws`. Every connection owns its subscriptions: the handler aborts them when the
 * socket closes.
 * @param admit decides on the raw upgrade request, before any WebSocket exists
 * @returns ends all connections at once
 */
export function serveWebSocket(
  server: Server,
  options: { router: AnyRouter; context: () => Context; admit: (request: IncomingMessage) => Refusal | null },
): () => void {
  const handler = new RPCHandler(options.router);
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: bodyLimitBytes,
    perMessageDeflate: false,
    // Never echo the protocol that carries the token.
    handleProtocols: () => "parcours",
  });
  server.on("upgrade", (request, socket, head) => {
    // A peer that vanishes during the handshake must not take the process down.
    socket.on("error", () => socket.destroy());
    const refusal =
      options.admit(request) ??
      (sockets.clients.size >= connectionLimit
        ? { status: 503 as const, code: "too-many-connections" }
        : null);
    if (refusal) return refuseUpgrade(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (connection) => {
      // ws closes the connection itself after a protocol error or an oversized message; the event must have a taker.
      connection.on("error", () => connection.terminate());
      void handler.upgrade(connection, { context: options.context() });
    });
  });
  return () => {
    for (const connection of sockets.clients) connection.terminate();
    sockets.close();
  };
}
