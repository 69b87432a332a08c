import type { ChannelDirectory } from "../channel.ts";

/** A directory of fixed channels. */
export function directoryOf(
  channels: readonly NonNullable<ReturnType<ChannelDirectory["find"]>>[],
): ChannelDirectory {
  return {
    find: (id) => channels.find((channel) => channel.id === id),
    ids: () => channels.map(({ id }) => id),
  };
}
