import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chance } from "../../src-shared/engine/random.ts";
import { DATABASE_FILE } from "../store/database-file.ts";
import { startPages } from "../http/pages/start-pages.ts";
import { openStore } from "../store/open.ts";
import { savePerson } from "../store/people.ts";
import { temporaryFolder } from "../store/testing/folder.ts";
import { makeBackup } from "./backups.ts";
import { openService } from "./service.ts";
import { waitAndMail } from "./testing/open.ts";

const SEED = 20_270_312;
const digest = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

describe("damage", () => {
  let sound: string;

  beforeAll(async () => {
    sound = mkdtempSync(join(tmpdir(), "parcours-sound-"));
    const service = await openService({ dataDir: sound, autoRun: false });
    const { db } = service.context.writer();
    db.transaction(() => {
      for (let n = 0; n < 800; n += 1)
        savePerson(db, { id: `p${n}`, traits: { text: `${n}`.repeat(60) }, devices: [], consents: [] }, 0);
    });
    const { id } = await service.client.journeys.importText({ text: waitAndMail("thanks") });
    await service.client.journeys.publish({ id });
    await makeBackup(sound, "daily", Date.now());
    await service.close();
  });

  afterAll(() => rmSync(sound, { recursive: true, force: true }));

  it("by 30 random flips and cuts crashes nothing, leaves the file as it was and offers the backup", async () => {
    let drawn = 0;
    const random = () => chance(SEED, (drawn += 1));
    const outcomes = { damaged: 0, opened: 0 };
    for (let round = 0; round < 30; round += 1) {
      const folder = join(temporaryFolder(), "copy");
      cpSync(sound, folder, { recursive: true });
      const file = join(folder, DATABASE_FILE);
      const bytes = readFileSync(file);
      if (round % 3 === 0) writeFileSync(file, bytes.subarray(0, Math.floor(random() * bytes.length)));
      else {
        for (let flip = 0; flip < (round % 3) * 8; flip += 1) {
          const at = Math.floor(random() * bytes.length);
          bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
        }
        writeFileSync(file, bytes);
      }
      const before = digest(file);
      const service = await openService({ dataDir: folder, rescue: true, autoRun: false });
      const health = () => service.context.health.current();
      // Every page asks these; whatever they meet is an answer, never a crash.
      const { client } = service;
      const asked = [
        () => client.workspace.info(),
        () => client.journeys.list(),
        () => client.people.list({}),
        () => client.outbox.list({}),
        () => client.events.recent({}),
        () => client.workspace.care.status(),
      ];
      const answers = await Promise.allSettled(asked.map((ask) => ask()));
      for (const answer of answers)
        if (answer.status === "rejected")
          expect(answer.reason, `seed ${SEED} round ${round}`).toMatchObject({ code: "REFUSED" });
      if (health().is === "damaged") {
        outcomes.damaged += 1;
        await expect(client.journeys.create({ name: "New" })).rejects.toMatchObject({
          code: "REFUSED",
          data: { code: "damaged" },
        });
        await expect
          .poll(() => health(), { timeout: 60_000 })
          .toMatchObject({ is: "damaged", backup: expect.stringMatching(/^daily-/) as string });
        await service.close();
        expect(digest(file), `seed ${SEED} round ${round}`).toBe(before);
      } else {
        outcomes.opened += 1;
        await service.close();
      }
    }
    // Most of them hit what SQLite can see; flips inside a row's text are the checksums' matter.
    expect(outcomes.damaged).toBeGreaterThan(12);
  }, 120_000);

  it("of a file nothing can be read of still opens, empty and marked", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, DATABASE_FILE), "x".repeat(20_000));
    const service = await openService({ dataDir: folder, rescue: true });
    // As the app opens it: the pages of messages are not served, and that keeps nobody from looking.
    const endPages = await startPages(service.context);
    expect((await service.client.workspace.pages()).trouble).toBe("damaged");
    expect(await service.client.workspace.care.status()).toMatchObject({ health: { is: "damaged" } });
    expect((await service.client.journeys.list()).length).toBe(0);
    // The folder is held: no second one begins to write.
    expect(() => openStore(folder, 0)).toThrow(expect.objectContaining({ code: "in-use" }));
    await endPages();
    await service.close();
    expect(statSync(join(folder, DATABASE_FILE)).size).toBe(20_000);
  });

  it("is refused where nobody looks", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, DATABASE_FILE), "x".repeat(20_000));
    await expect(openService({ dataDir: folder })).rejects.toMatchObject({ code: "damaged" });
  });
});
