import { readTraceLine } from "../../src-shared/engine/trace.ts";
import { FAILPOINTS } from "../../src-main/failpoints.ts";
import { countDue } from "../../src-main/store/agenda.ts";
import { openForReading } from "../../src-main/store/open.ts";
import { lastTrace, traceAfter } from "../../src-main/store/trace.ts";
import { checkHistory, type History } from "./check-history.ts";
import { enter, FROM, prepare } from "./crash-journey.ts";
import { seededNumbers, type Ended, type RunOptions, type Workspace } from "./parcours.ts";
import { openServers } from "./servers.ts";

/** How long a story of kills is. */
export interface Plan {
  kills: number;
  seed: number;
  people: number;
}

/** What came of it, with the ms from each start to the first sign of work. */
export interface Outcome extends History {
  kills: number;
  atFailpoints: number;
  ready: number[];
}

/** More kills than this are shared out among folders: each start reads the folder, which grows with whoever comes in. */
const KILLS_OF_A_FOLDER = 1_000;
/** How many folders are at work at once. */
const SIDE_BY_SIDE = 2;

/**
 * Tells the story of a plan, a long one in several folders, each with servers and a seed of its own (`plan.seed`, and on
 * from there), so that any of them can be told again alone.
 */
export async function supervise(plan: Plan, say: (line: string) => void = () => undefined): Promise<Outcome> {
  const count = Math.ceil(plan.kills / KILLS_OF_A_FOLDER);
  const left = Array.from({ length: count }, (_, index) => ({
    ...plan,
    kills: Math.floor(plan.kills / count) + (index < plan.kills % count ? 1 : 0),
    seed: plan.seed + index,
  }));
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let story = left.shift(); story !== undefined; story = left.shift()) {
      const { seed } = story;
      try {
        const outcome = await superviseFolder(story, (line) =>
          say(count === 1 ? line : `seed ${seed}: ${line}`),
        );
        outcomes.push({ ...outcome, wrong: outcome.wrong.map((line) => `seed ${seed}: ${line}`) });
      } catch (error) {
        // One that cannot go on ends them all, in order: its seed is what has to be told again.
        left.length = 0;
        throw new Error(`seed ${seed}`, { cause: error });
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, work));
  for (const each of ended) if (each.status === "rejected") throw each.reason;
  const sum = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((all, outcome) => all + of(outcome), 0);
  return {
    people: sum(({ people }) => people),
    unknown: sum(({ unknown }) => unknown),
    kills: sum(({ kills }) => kills),
    atFailpoints: sum(({ atFailpoints }) => atFailpoints),
    ready: outcomes.flatMap(({ ready }) => ready),
    wrong: outcomes.flatMap(({ wrong }) => wrong),
  };
}

/**
 * Starts a real `parcours run` on a real data folder again and again and kills it: some while they open the folder, some
 * at a named place, most at a random moment of their work; then lets it finish and checks the history. Waits pass on the
 * virtual clock, whose start follows the last instant of the history as a wall clock would. When everybody has arrived
 * before the kills are done, as many come again.
 */
async function superviseFolder(plan: Plan, say: (line: string) => void): Promise<Outcome> {
  const random = seededNumbers(plan.seed);
  const servers = await openServers();
  const { workspace, environment } = await prepare(servers);
  const ready: number[] = [];
  let [kills, atFailpoints, people] = [0, 0, 0];
  const life = async (options: RunOptions): Promise<Ended> => {
    const started = performance.now();
    const sign = (): void => {
      servers.onContact = undefined;
      ready.push(performance.now() - started);
    };
    servers.onContact = sign;
    const from = new Date(lastInstant(workspace)).toISOString();
    const ended = await workspace.run(["run", "--clock", "virtual", "--from", from], options);
    servers.onContact = undefined;
    return ended;
  };
  try {
    while (kills < plan.kills) {
      if (openWork(workspace) === 0) {
        await enter(workspace, people, plan.people, lastInstant(workspace));
        people += plan.people;
      }
      const dice = random();
      const place = FAILPOINTS[Math.floor(random() * FAILPOINTS.length)] ?? "call.before";
      const hit = 1 + Math.floor(random() * 12);
      const ms = random();
      const ended =
        dice < 0.15
          ? await life({ environment, kill: { after: "start", ms: ms * 500 } })
          : dice < 0.5
            ? await life({ environment: { ...environment, PARCOURS_FAILPOINTS: `${place}=kill@${hit}` } })
            : await life({ environment, killWhen: afterContact(servers, ms * 60) });
      if (ended.signal === "SIGKILL") {
        kills += 1;
        if (ended.err.includes("failpoint ")) atFailpoints += 1;
        if (kills % 50 === 0)
          say(`${kills} kills, ${servers.mails.length} mails, ${servers.hooks.length} webhooks`);
      } else if (ended.code !== 0) throw new Error(`run ended with ${ended.code}: ${ended.err}`);
    }
    const last = await life({ environment });
    if (last.code !== 0) throw new Error(`the last run ended with ${last.code}: ${last.err}`);
    const history = checkHistory(workspace.dataDir, people, kills, servers);
    say(`${kills} kills, done: ${people} people, ${history.unknown} unknown, ${history.wrong.length} wrong`);
    return { ...history, kills, atFailpoints, ready };
  } finally {
    await servers.close();
    workspace.remove();
  }
}

/** Kills a random while after a process first reached one of the servers. */
function afterContact(servers: Awaited<ReturnType<typeof openServers>>, ms: number) {
  return (kill: () => void): void => {
    const sign = servers.onContact;
    servers.onContact = () => {
      sign?.();
      setTimeout(kill, ms);
    };
  };
}

/** More lines than a row of the trace holds. */
const LINES_OF_A_ROW = 1_024;

/** The last instant of the history, epoch ms. */
function lastInstant(workspace: Workspace): number {
  const db = openForReading(workspace.dataDir);
  const line =
    db === undefined
      ? undefined
      : traceAfter(db, lastTrace(db) - LINES_OF_A_ROW, LINES_OF_A_ROW).at(-1)?.line;
  db?.close();
  return Math.max(Date.parse(FROM), line === undefined ? 0 : Date.parse(readTraceLine(line).at));
}

/** People and messages for which something is still to be done. */
function openWork(workspace: Workspace): number {
  const db = openForReading(workspace.dataDir);
  const open =
    db === undefined
      ? 0
      : countDue(db, Number.MAX_SAFE_INTEGER) +
        (db.get<{ n: number }>("SELECT count(*) AS n FROM delivery WHERE state <> 'settled'")?.n ?? 0);
  db?.close();
  return open;
}
