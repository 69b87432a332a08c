import { dataFolder } from "../service/data-dir.ts";
import { openService } from "../service/service.ts";
import type { Service, ServiceOptions } from "../service/service.ts";
import type { Update } from "../store/open.ts";
import type { CliProblem } from "./failure.ts";
import type { CliIo } from "./io.ts";

/** Options every command takes. */
export interface GlobalOptions {
  dataDir?: string | undefined;
  json?: boolean | undefined;
  seed?: number | undefined;
  quiet?: boolean | undefined;
}

/** What a command works with. */
export interface Session {
  io: CliIo;
  options: GlobalOptions;
  dataDir: string;
  /** Opens the workspace, hands it to the work and closes it, however the work ends. */
  withService<T>(
    options: Omit<ServiceOptions, "dataDir">,
    work: (service: Service) => Promise<T>,
  ): Promise<T>;
  /** Writes a list: one JSON object a line with `--json`, else an aligned table of the named columns. */
  list(rows: readonly Record<string, unknown>[], columns: readonly string[]): void;
  /** Writes one thing: JSON with `--json`, else the lines. */
  show(value: unknown, lines: readonly string[]): void;
  /** A line about what was done; left out with `--quiet` or `--json`. */
  say(line: string): void;
  /** Problems to stderr, one a line, with how to mend it. Warnings are left out with `--quiet`, hints too. */
  report(problems: readonly CliProblem[]): void;
  /** How far long work is, on a terminal only; an empty text clears the line. */
  progress(text: string): void;
}

/** Makes the session of one command. */
export function createSession(io: CliIo, options: GlobalOptions): Session {
  const dataDir = dataFolder(options.dataDir, io.environment);
  const { json = false, quiet = false } = options;
  // Minutes in which nothing else is said: whoever waits should know for what, and not end it.
  const onUpdate = ({ from, to, bytes }: Update): void => {
    if (!json && !quiet)
      io.err(
        `Bringing ${dataDir} (${Math.round(bytes / 1e6)} MB) from schema ${from} to ${to}, after a backup. ` +
          "This takes a few minutes for each million people; if it is ended, it begins anew.\n",
      );
  };
  return {
    io,
    options,
    dataDir,
    async withService(serviceOptions, work) {
      const service = await openService({ seed: options.seed, onUpdate, ...serviceOptions, dataDir });
      try {
        return await work(service);
      } finally {
        await service.close();
      }
    },
    list(rows, columns) {
      if (json) for (const row of rows) io.out(`${JSON.stringify(row)}\n`);
      else if (rows.length > 0) io.out(table(rows, columns));
    },
    show(value, lines) {
      io.out(json ? `${JSON.stringify(value, undefined, 2)}\n` : lines.map((line) => `${line}\n`).join(""));
    },
    say(line) {
      if (!json && !quiet) io.out(`${line}\n`);
    },
    report(problems) {
      for (const problem of problems) {
        if (quiet && problem.severity !== undefined && problem.severity !== "error") continue;
        io.err(
          json
            ? `${JSON.stringify(problem)}
`
            : `${problemLine(problem)}${quiet ? "" : hintOf(problem)}
`,
        );
      }
    },
    progress(text) {
      if (io.isTerminal && !quiet && !json) io.err(`\r\u001b[K${text}`);
    },
  };
}

/** `code path message`, on one line whatever the message quotes. */
function problemLine({ code, path, message, severity }: CliProblem): string {
  const kind = severity === undefined || severity === "error" ? "" : `${severity}: `;
  return visible(`${code} ${path} ${kind}${message}`);
}

/** How to mend it, on the same line: one problem is one line, whatever reads it. */
function hintOf({ hint = "", fix }: CliProblem): string {
  const offer = fix === undefined ? "" : `[${fix.label.en}]`;
  const said = [hint.trim(), offer].filter((part) => part !== "").join(" ");
  return said === "" ? "" : visible(` Hint: ${said}`);
}

/** Control and bidirectional characters are shown as escapes: a quoted text must not act on the terminal. */
function visible(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function table(rows: readonly Record<string, unknown>[], columns: readonly string[]): string {
  const cells = rows.map((row) => columns.map((column) => cellText(row[column])));
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  return [columns.map((column) => column.toUpperCase()), ...cells].map((row) => `${line(row)}\n`).join("");
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return visible(typeof value === "string" ? value : JSON.stringify(value));
}
