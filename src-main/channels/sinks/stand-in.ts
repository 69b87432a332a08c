import type { Clock } from "../../scheduler/clock.ts";
import type { ChannelDirectory } from "../channel.ts";
import type { Timers } from "../delivery/timers.ts";

type MakeChannels = (clock: Clock, timers: Timers) => ChannelDirectory;

let make: MakeChannels | undefined;

/** Puts other channels in the place of those that are set up; for the test levers alone (levers/pull.ts). */
export function standIn(channels: MakeChannels): void {
  make = channels;
}

/** The channels that stand in; undefined in the app people get. */
export function standInChannels(clock: Clock, timers: Timers): ChannelDirectory | undefined {
  return make?.(clock, timers);
}
