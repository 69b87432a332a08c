import { expect, it } from "vitest";
import { CHANNEL_SECRETS, CHANNEL_SETTINGS, OUTSIDE_CHANNELS } from "../../src-shared/channels/catalogue.ts";
import { CHANNEL_LAYOUT, fieldsOfPart } from "./channel-layout.ts";

it.each(OUTSIDE_CHANNELS)("shows each setting and each secret of %s exactly once", (id) => {
  const shown = CHANNEL_LAYOUT[id].flatMap(fieldsOfPart);
  const settings = Object.keys(CHANNEL_SETTINGS[id].shape).filter((key) => key !== "on");
  expect([...shown].sort()).toEqual(
    [...settings, ...CHANNEL_SECRETS[id].map((name) => `secrets.${name}`)].sort(),
  );
});
