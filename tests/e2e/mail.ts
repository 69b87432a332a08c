import type { Socket } from "node:net";
import PostalMime from "postal-mime";
import type { Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** What the server does with a mail: takes it, refuses its recipient for good, or goes silent before its answer. */
export type Manner = "take" | "refuse" | "lose";

/** A real SMTP server on loopback with the mails it took. */
export interface MailServer {
  port: number;
  /** `host:port`, as settings and command line name it. */
  address: string;
  mails: Email[];
  /** How it treats the next mails. */
  manner: Manner;
  close(): Promise<void>;
}

/** Starts one. @param options.password what it wants to hear from `marketing`; without one it asks nobody */
export async function startMailServer(
  options: { manner?: Manner; password?: string; port?: number } = {},
): Promise<MailServer> {
  const sockets = new Set<Socket>();
  const { password } = options;
  const smtp = new SMTPServer({
    logger: false,
    disabledCommands: ["STARTTLS", ...(password === undefined ? ["AUTH"] : [])],
    authOptional: password === undefined,
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) =>
      auth.password === password
        ? done(null, { user: auth.username })
        : done(new Error("Authentication credentials invalid")),
    onRcptTo: (_address, _session, done) =>
      server.manner === "refuse"
        ? done(Object.assign(new Error("No such mailbox"), { responseCode: 550 }))
        : done(),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (server.manner === "lose") {
          for (const socket of sockets) socket.destroy();
          return;
        }
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          server.mails.push(mail);
          done();
        });
      });
    },
  });
  // Whoever is cut off in the middle of a word complains.
  smtp.on("error", () => undefined);
  smtp.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => smtp.listen(options.port ?? 0, "127.0.0.1", resolve));
  const bound = smtp.server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  const server: MailServer = {
    port,
    address: `127.0.0.1:${port}`,
    mails: [],
    manner: options.manner ?? "take",
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
  return server;
}
