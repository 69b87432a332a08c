import { LIMITS } from "../../limits.ts";
import { problem, type Problem } from "../../problems.ts";
import { minimumMs, parseDuration } from "../../time/duration.ts";
import { parseClock } from "../../time/window.ts";
import { connectedFrom, nameOf, type Draft } from "../draft.ts";
import { mended, setSetting } from "../fixes/fixes.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const LONGEST_WAIT_YEARS = 2;
const YEAR_MS = 365 * 24 * LIMITS.hourMs;

/** Lateness must outlast what holds messages back (domain.md, The gate: 6), and no wait outlasts what it is for. */
export function checkLateness(draft: Draft): Problem[] {
  return [...latenessProblems(draft), ...longWaits(draft)];
}

function latenessProblems({ settings }: Draft): Problem[] {
  const { lateness: text, quietHours } = settings;
  const duration = parseDuration(text);
  if (duration === undefined || duration.sign < 0) return [];
  const lateness = minimumMs(duration);
  const at = { path: "settings.lateness" };
  const asUsual = setSetting("lateness", undefined, { en: "Allow 24 hours", fr: "Autoriser 24 heures" });
  if (lateness < MINUTE_MS) return [mended(problem("no-lateness", at, { lateness: `“${text}”` }), asUsual)];
  const quiet = quietHours === undefined ? 0 : minutesOf(quietHours);
  if (quiet * MINUTE_MS <= lateness) return [];
  const hours = `${Math.floor(quiet / 60)} h${quiet % 60 === 0 ? "" : ` ${quiet % 60} min`}`;
  return [mended(problem("quiet-beyond-lateness", at, { quiet: hours, lateness: `“${text}”` }), asUsual)];
}

/** How long quiet hours last in minutes; the same time twice is a whole day. */
function minutesOf({ from, to }: { from: string; to: string }): number {
  const [start, end] = [parseClock(from) ?? 0, parseClock(to) ?? 0];
  return end > start ? end - start : end - start + DAY_MINUTES;
}

function longWaits(draft: Draft): Problem[] {
  return [...draft.nodes.values()]
    .filter(({ node, kind, params, ports }) => {
      const connected = connectedFrom(draft, node.id);
      return ports.some(
        ({ id: port }) => kind.shortestStayMs(params, { port, connected }) > LONGEST_WAIT_YEARS * YEAR_MS,
      );
    })
    .map(({ node, path }) =>
      problem(
        "very-long-wait",
        { path: `${path}.params`, nodeId: node.id },
        { node: nameOf(draft, node.id), years: LONGEST_WAIT_YEARS },
      ),
    );
}
