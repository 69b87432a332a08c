import { createServer } from "node:net";
import type { Socket } from "node:net";
import { SMTPServer } from "smtp-server";
import type { SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";
import { listening, testCertificate } from "./servers.ts";

/** A mail as the server of a test got it. */
export interface ReceivedMail {
  from: string;
  to: string[];
  raw: Buffer;
  user: string | undefined;
  secure: boolean;
}

/** A real SMTP server on loopback, its mail, and how often somebody connected. */
export async function mailServer(options: SMTPServerOptions = {}) {
  const mails: ReceivedMail[] = [];
  const seen = { connections: 0 };
  const server = new SMTPServer({
    key: testCertificate.key,
    cert: testCertificate.cert,
    authOptional: true,
    logger: false,
    onConnect: (_session, done) => {
      seen.connections += 1;
      done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
          user: session.user as string | undefined,
          secure: session.secure,
        });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  const address = server.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { port, mails, seen };
}

/** What a scripted server does when a line came: its answer, or something with the socket. */
export type Script = (line: string, socket: Socket) => string | undefined;

/** A server that says what a script says and ends as it says, to lose answers at any point. */
export async function scriptedServer(script: Script, greeting = "220 test ready\r\n") {
  const seen = { lines: [] as string[], connections: 0 };
  const port = await listening(
    createServer((socket) => {
      seen.connections += 1;
      socket.on("error", () => undefined);
      onTestFinished(() => void socket.destroy());
      if (greeting !== "") socket.write(greeting);
      let rest = "";
      socket.on("data", (data: Buffer) => {
        const lines = (rest + data.toString("latin1")).split("\r\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          seen.lines.push(line);
          const answer = script(line, socket);
          if (answer !== undefined && !socket.destroyed) socket.write(`${answer}\r\n`);
        }
      });
    }),
  );
  return { port, seen };
}

/** A script in which everything is fine, with some lines answered differently; the keys are how lines begin. */
export function politely(
  answers: Record<string, string | ((socket: Socket) => string | undefined)> = {},
): Script {
  let inData = false;
  return (line, socket) => {
    for (const [begin, answer] of Object.entries(answers))
      if (line === begin || (begin !== "." && line.startsWith(begin))) {
        if (begin === ".") inData = false;
        return typeof answer === "string" ? answer : answer(socket);
      }
    if (inData) {
      if (line !== ".") return undefined;
      inData = false;
      return "250 taken";
    }
    if (line === "DATA") {
      inData = true;
      return "354 go on";
    }
    return line === "QUIT" ? "221 bye" : "250 fine";
  };
}
