// What set-up tells the user: one line per thing done, on stderr, so that data on stdout still pipes.

/** A failure the user can mend; `mend` says how. */
export class SetupError extends Error {
  /**
   * @param {string} message what is wrong, one sentence
   * @param {string} mend what to do about it
   * @param {string} [details] the tool's own words, shown above the two
   */
  constructor(message, mend, details) {
    super(message);
    this.name = "SetupError";
    this.mend = mend;
    this.details = details;
  }
}

/**
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Tells that something longer begins; the returned function tells how long it took.
 * @param {string} what
 */
export function begin(what) {
  const start = performance.now();
  say(`${what} …`);
  return (/** @type {string} */ done = "done") => say(`  ${done} (${seconds(performance.now() - start)})`);
}

/**
 * @param {number} milliseconds
 */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/**
 * Runs a script's main function: a SetupError becomes two plain lines and exit code 3 (something outside failed,
 * formats.md, Command line); anything else is a defect and keeps its stack.
 * @param {() => Promise<void>} run
 */
export async function main(run) {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    if (error.details) say(error.details.trimEnd());
    say(`parcours: ${error.message}`);
    say(`  ${error.mend}`);
    process.exitCode = 3;
  }
}
