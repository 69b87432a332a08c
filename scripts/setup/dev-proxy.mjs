import { createServer } from "node:net";

/** Where the loopback host answers calls (src-main/http/host.ts); all else is the page, which Vite serves. */
const paths = ["/rpc", "/session", "/preview", "/ws"];

/**
 * Vite's proxy to the service. The loopback host takes calls from its own origin only and has a new token after each
 * restart, so both are exchanged on the way; a page without this session's token is refused as ever.
 * @param {number} port the service's
 * @param {string} token what the page sends
 * @param {() => string} serviceToken what the service wants at the moment
 * @returns {Record<string, import("vite").ProxyOptions>}
 */
export function devProxy(port, token, serviceToken) {
  const target = `http://127.0.0.1:${port}`;
  /**
   * @param {import("node:http").ClientRequest} request
   */
  function exchange(request) {
    request.setHeader("origin", target);
    for (const name of ["authorization", "sec-websocket-protocol"]) {
      const value = request.getHeader(name);
      if (typeof value === "string") request.setHeader(name, value.replace(token, serviceToken()));
    }
  }
  /** @type {import("vite").ProxyOptions} */
  const options = {
    target,
    changeOrigin: true,
    ws: true,
    configure: (proxy) => {
      proxy.on("proxyReq", exchange);
      proxy.on("proxyReqWs", exchange);
    },
  };
  return Object.fromEntries(paths.map((path) => [path, options]));
}

/**
 * @returns {Promise<number>} a port of the loopback address that is free now
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
