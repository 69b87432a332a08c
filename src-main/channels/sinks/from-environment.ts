import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Clock } from "../../scheduler/clock.ts";
import type { ChannelDirectory } from "../channel.ts";
import type { Timers } from "../delivery/timers.ts";
import { scriptedSink, SinkScript } from "./scripted.ts";

/**
 * Test lever (docs/test-levers.md): `PARCOURS_SINKS=FILE` puts scripted sinks in place of channels, for processes that
 * tests start. Counts only together with `PARCOURS_TEST_LEVERS=on`.
 * @returns undefined when the lever is not pulled
 * @throws when the file cannot be read or is no script: a test must not pass because of a typing error
 */
export function scriptedSinks(
  environment: NodeJS.ProcessEnv,
  clock: Clock,
  timers: Timers,
): ChannelDirectory | undefined {
  const file = environment["PARCOURS_SINKS"];
  if (file === undefined || file === "" || environment["PARCOURS_TEST_LEVERS"] !== "on") return undefined;
  const scripts = z.record(z.string(), SinkScript).parse(JSON.parse(readFileSync(file, "utf8")));
  return directoryOf(Object.entries(scripts).map(([id, script]) => scriptedSink(id, script, clock, timers)));
}

/** A directory of fixed channels. */
export function directoryOf(
  channels: readonly NonNullable<ReturnType<ChannelDirectory["find"]>>[],
): ChannelDirectory {
  return {
    find: (id) => channels.find((channel) => channel.id === id),
    ids: () => channels.map(({ id }) => id),
  };
}
