import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { startHttpHost } from "../../http/host.ts";
import { startPages } from "../../http/pages/start-pages.ts";
import { appFolder } from "../app-folder.ts";
import { EXIT, failure } from "../failure.ts";
import { instantOption } from "../read-input.ts";
import type { Attach } from "../command.ts";
import type { CliIo } from "../io.ts";
import { noteServing } from "../serving.ts";
import { untilStopped } from "../stopping.ts";

/** The app in a browser of this machine. */
export function addServeCommand(program: Command, attach: Attach): void {
  attach(
    program
      .command("serve")
      .description(
        "The app in a browser on this machine, until Ctrl C. The address carries the key: give it to nobody.",
      )
      .addOption(new Option("--port <n>", "a fixed port (default: any free one)").argParser(readPort))
      .option("--open", "open the browser")
      .addOption(
        new Option("--clock <clock>", "virtual: time stands until it is advanced")
          .choices(["system", "virtual"])
          .default("system"),
      )
      .option("--from <iso>", "where a virtual clock starts (default: now)")
      .addHelpText("after", "\nExample:\n  parcours serve --port 4173 --open\n"),
    async (session, _args, options) => {
      const { port, from } = options;
      const staticDir = appFolder();
      if (!existsSync(join(staticDir, "index.html")))
        throw failure(EXIT.outside, "not-built", staticDir, "The app is not built: run npm run build.");
      const start = typeof from === "string" ? instantOption("--from", from) : Date.now();
      const onError = (error: unknown): void =>
        session.report([
          {
            code: "scheduler",
            path: session.dataDir,
            message: error instanceof Error ? error.message : String(error),
          },
        ]);
      const clock = options["clock"] === "virtual" ? "virtual" : "system";
      await session.withService({ clock, from: start, onError, rescue: true }, async (service) => {
        const host = await startHttpHost({
          router: service.router,
          context: (transport) => service.createContext(transport),
          staticDir,
          ...(typeof port === "number" ? { port } : {}),
        });
        const address = `${host.url}/#token=${host.token}`;
        session.io.out(
          session.options.json === true
            ? `${JSON.stringify({ url: address })}\n`
            : `Parcours is running: ${address}\n`,
        );
        const forget = noteServing(session.dataDir, host.url);
        const endPages = await startPages(service.context);
        if (options["open"] === true) openBrowser(address, session.io);
        await untilStopped(session.io.stop);
        forget();
        await endPages();
        await host.close();
      });
    },
  );
}

function openBrowser(address: string, io: CliIo): void {
  const [program, ...args] =
    process.platform === "darwin"
      ? ["open", address]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler", address]
        : ["xdg-open", address];
  const child = spawn(program ?? "", args, { stdio: "ignore", detached: true });
  child.on("error", () => io.err("The browser could not be opened: open the address above by hand.\n"));
  child.unref();
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  return port;
}
