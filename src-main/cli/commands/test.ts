import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import type { TraceLine } from "../../../src-shared/engine/trace.ts";
import type { Graph } from "../../../src-shared/graph/graph.ts";
import type { RenderRequest, RenderResult } from "../../../src-shared/render/request.ts";
import { coverageOf, type Coverage } from "../../../src-shared/simulate/scenario-coverage.ts";
import { describeResult } from "../../../src-shared/simulate/scenario-expect.ts";
import { runScenario } from "../../../src-shared/simulate/scenario-run.ts";
import { createRenderer } from "../../render/render-sync.ts";
import { EXIT, failure, toFailure } from "../failure.ts";
import type { ExitCode } from "../failure.ts";
import { junitXml, type Reported } from "../junit.ts";
import { readTextFile } from "../read-input.ts";
import { castScenario, findScenarios } from "../scenario-files.ts";
import type { Attach } from "../command.ts";
import type { Session } from "../session.ts";

/** What the scenarios of one journey walked through; keyed by its graph, for two files may hold drafts of one journey. */
interface Walked {
  graph: Graph;
  traces: TraceLine[][];
}

/** Runs scenarios: a line for each, what failed with what happened instead, and how much of each journey they walk. */
export function addTestCommand(program: Command, attach: Attach): void {
  attach(
    program
      .command("test")
      .description(
        "Runs scenarios on virtual time, without any network: a line each, then the steps and ways out they reach. " +
          "Exit code 1 when one fails.",
      )
      .argument("<path...>", "scenario files, or folders with *.scenario.json in them")
      .option("--junit <file>", "also writes a report that build servers read (JUnit XML)")
      .addHelpText(
        "after",
        "\nExamples:\n  parcours test scenarios/\n  parcours test scenarios/ --junit report.xml\n",
      ),
    async (session, paths, { junit }) => {
      const files = await findScenarios(paths);
      const walked = new Map<string, Walked>();
      const reported: Reported[] = [];
      const renderer = createRenderer();
      let exit: ExitCode = EXIT.fine;
      try {
        for (const [index, file] of files.entries()) {
          session.progress(`${index + 1} of ${files.length} ${file}`);
          const code = await testFile(session, file, renderer.render, walked, reported);
          if (code > exit) exit = code;
        }
      } finally {
        renderer.close();
        session.progress("");
      }
      if (typeof junit === "string") await writeReport(junit, reported);
      for (const { graph, traces } of walked.values())
        tellCoverage(session, graph, coverageOf(graph, traces));
      return exit;
    },
  );
}

async function testFile(
  session: Session,
  file: string,
  render: (request: RenderRequest) => RenderResult,
  walked: Map<string, Walked>,
  reported: Reported[],
): Promise<ExitCode> {
  const begun = performance.now();
  const report = (about: Partial<Reported>): void =>
    void reported.push({
      ...{ file, name: file, journey: "", failures: [], errors: [], ms: performance.now() - begun },
      ...about,
    });
  try {
    const cast = await castScenario(file, await readTextFile(file), session.dataDir);
    const { graph, persona, warnings } = cast;
    const scenario = { ...cast.scenario, seed: session.options.seed ?? cast.scenario.seed };
    const { trace, results, passed } = runScenario(scenario, graph, persona, render);
    const seen = walked.get(graph.hash) ?? { graph, traces: [] };
    walked.set(graph.hash, { graph, traces: [...seen.traces, trace] });
    const failures = results.flatMap((result) => (result.ok ? [] : [describeResult(result, "en")]));
    report({ name: scenario.name, journey: graph.journey, failures });
    session.progress("");
    session.report(warnings);
    tell(session, passed, {
      file,
      name: scenario.name,
      journey: graph.journey,
      passed,
      expect: results.map(plain),
    });
    session.report(
      results.flatMap((result, index) =>
        result.ok
          ? []
          : [
              {
                code: "expectation-failed",
                path: `${file}:expect[${index}]`,
                message: describeResult(result, "en"),
              },
            ],
      ),
    );
    return passed ? EXIT.fine : EXIT.no;
  } catch (error) {
    const failed = toFailure(error, file);
    if (failed === undefined) throw error;
    report({ errors: failed.problems.map(({ message }) => message) });
    session.progress("");
    tell(session, false, { file, passed: false });
    session.report(failed.problems);
    return failed.exit;
  }
}

/** @throws CliFailure `not-written` */
async function writeReport(file: string, reported: readonly Reported[]): Promise<void> {
  try {
    await writeFile(file, junitXml(reported));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw failure(EXIT.outside, "not-written", file, `The report cannot be written: ${why}`);
  }
}

function plain(result: Parameters<typeof describeResult>[0]): Record<string, unknown> {
  return {
    ok: result.ok,
    message: describeResult(result, "en"),
    ...(result.ok ? {} : { instead: result.instead }),
  };
}

function tell(session: Session, passed: boolean, line: Record<string, unknown> & { file: string }): void {
  if (session.options.json === true) session.io.out(`${JSON.stringify(line)}\n`);
  else if (!passed || session.options.quiet !== true) {
    const name = typeof line["name"] === "string" ? `: ${line["name"]}` : "";
    session.io.out(`${passed ? "ok" : "failed"} ${line.file}${name}\n`);
  }
}

function tellCoverage(session: Session, graph: Graph, coverage: Coverage): void {
  if (session.options.json === true)
    return session.io.out(`${JSON.stringify({ coverage: { journey: graph.journey, ...coverage } })}\n`);
  const { nodes, ports } = coverage;
  const missed = [...nodes.missed, ...ports.missed];
  const rest = missed.length === 0 ? "" : `; never: ${missed.join(", ")}`;
  session.say(
    `coverage ${graph.journey}: ${nodes.reached} of ${nodes.all} steps, ${ports.reached} of ${ports.all} ways out${rest}`,
  );
}
