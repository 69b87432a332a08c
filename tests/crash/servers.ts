import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail as the server took it: whom it is for, and which message it is by its subject. */
interface Mail {
  to: string;
  subject: string;
}

/** A webhook as the receiver took it. */
interface Hook {
  person: string;
  key: string;
}

/** A real mail server and a real receiver of webhooks on loopback, with everything they took. */
export interface Servers {
  mails: Mail[];
  hooks: Hook[];
  /** Called when a mail is complete, before it is answered; false = the answer never comes. */
  beforeAnswer: (() => boolean) | undefined;
  /** Called whenever something arrives. */
  onContact: (() => void) | undefined;
  hookUrl: string;
  /** The file that leads a process here (docs/test-levers.md, Sinks). The limits are those of the product. */
  channels: string;
  close(): Promise<void>;
}

/** Starts both. @param connections how many the email channel opens at once, as its settings say; 1 unless told */
export async function openServers(connections = 1): Promise<Servers> {
  const mails: Mail[] = [];
  const hooks: Hook[] = [];
  const smtp = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onData: (stream, session, done) => {
      servers.onContact?.();
      let text = "";
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      stream.on("end", () => {
        const subject = /^Subject: (.*)$/m.exec(text)?.[1]?.trim() ?? "";
        for (const { address } of session.envelope.rcptTo) mails.push({ to: address, subject });
        if (servers.beforeAnswer?.() !== false) done();
      });
    },
  });
  // Processes are killed in the middle of whatever they say.
  smtp.on("error", () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  const http = createServer((request, response) => {
    servers.onContact?.();
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      body += chunk;
    });
    request
      .on("error", () => undefined)
      .on("end", () => {
        const { person } = JSON.parse(body) as { person: string };
        hooks.push({ person, key: String(request.headers["idempotency-key"]) });
        response.setHeader("content-type", "application/json").end("{}");
      });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const mailPort = (smtp.server.address() as AddressInfo).port;
  const hookPort = (http.address() as AddressInfo).port;
  const at = (port: number) => [{ host: "127.0.0.1", port }];
  const servers: Servers = {
    mails,
    hooks,
    beforeAnswer: undefined,
    onContact: undefined,
    hookUrl: `http://127.0.0.1:${hookPort}/hook`,
    channels: JSON.stringify({
      email: {
        settings: {
          on: true,
          host: "127.0.0.1",
          port: mailPort,
          security: "none",
          from: "crash@example.com",
          connections,
        },
        local: at(mailPort),
        limits: {},
      },
      webhook: { settings: { on: true }, local: at(hookPort), limits: {} },
    }),
    close: async () => {
      http.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(() => resolve())),
        new Promise<void>((resolve) => http.close(() => resolve())),
      ]);
    },
  };
  return servers;
}
