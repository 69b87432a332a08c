import { z } from "zod";
import { PageSettings } from "../../src-shared/api/page-settings.ts";
import type { ReadableDb, WritableDb } from "../store/db.ts";
import { readSetting, saveSetting } from "../store/settings.ts";

/** How the workspace's pages are reached, and what they may note. */
export function readPageSettings(db: ReadableDb): PageSettings {
  return readSetting(db, "pages", PageSettings) ?? PageSettings.parse({});
}

/** Replaces these settings. */
export function savePageSettings(db: WritableDb, settings: PageSettings): void {
  saveSetting(db, "pages", settings);
}

/**
 * The port of the pages on this machine: the one that was set, else the one taken at the first start and kept, so that
 * links in messages still lead somewhere after a restart. Undefined while there never was one.
 */
export function readPagesPort(db: ReadableDb): number | undefined {
  return readPageSettings(db).port ?? readSetting(db, "pagesPort", z.number().int());
}

/** Keeps the port the pages got. */
export function savePagesPort(db: WritableDb, port: number): void {
  saveSetting(db, "pagesPort", port);
}

/** Where the pages are on this machine, served at the moment or not. */
export function readLocalPages(db: ReadableDb): string | undefined {
  const port = readPagesPort(db);
  return port === undefined ? undefined : `http://127.0.0.1:${port}`;
}
