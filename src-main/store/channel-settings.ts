import { AllChannelSettings } from "../../src-shared/channels/catalogue.ts";
import type { OutsideChannel, SettingsOf } from "../../src-shared/channels/catalogue.ts";
import { LocalTargets } from "../../src-shared/channels/fields.ts";
import type { LocalTarget } from "../../src-shared/channels/fields.ts";
import type { ReadableDb, WritableDb } from "./db.ts";
import { readSetting, saveSetting } from "./settings.ts";

/** How the channels are set up; all off until somebody changed them. Secrets are elsewhere. */
export function readChannelSettings(db: ReadableDb): AllChannelSettings {
  return readSetting(db, "channels", AllChannelSettings) ?? AllChannelSettings.parse({});
}

/** Replaces the settings of one channel. */
export function saveChannelSettings<C extends OutsideChannel>(
  db: WritableDb,
  channel: C,
  settings: SettingsOf<C>,
): void {
  saveSetting(db, "channels", { ...readChannelSettings(db), [channel]: settings });
}

/** Targets in the user's own network that messages may go to. */
export function readLocalTargets(db: ReadableDb): LocalTarget[] {
  return readSetting(db, "localTargets", LocalTargets) ?? [];
}

/** Replaces them. */
export function saveLocalTargets(db: WritableDb, targets: readonly LocalTarget[]): void {
  saveSetting(db, "localTargets", targets);
}
