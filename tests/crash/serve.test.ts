import { afterEach, expect, it } from "vitest";
import { expectFine, openWorkspace } from "./parcours.ts";
import type { Workspace } from "./parcours.ts";

let workspace: Workspace | undefined;
afterEach(() => workspace?.remove());

it("serves the app and the API, holds the data folder, and ends when asked", async () => {
  const served = openWorkspace();
  workspace = served;
  let address: URL | undefined;
  const ended = await served.run(["serve", "--clock", "virtual", "--from", "2027-03-12T18:00:00Z"], {
    onOutput: async (out, end) => {
      const [, found] = /^Parcours is running: (http:\S+)\n/.exec(out) ?? [];
      if (found === undefined || address !== undefined) return;
      address = new URL(found);
      const { origin, hash } = address;
      const token = hash.slice("#token=".length);
      const page = await fetch(origin);
      expect(page.status).toBe(200);
      expect(page.headers.get("content-type")).toContain("text/html");
      const call = (path: string, authorization: string) =>
        fetch(`${origin}/rpc/${path}`, {
          method: "POST",
          headers: { "content-type": "application/json", origin, authorization },
          body: JSON.stringify({}),
        });
      expect((await call("workspace/info", "Bearer wrong")).status).toBe(401);
      const info = await call("workspace/info", `Bearer ${token}`);
      expect(await info.json()).toMatchObject({
        json: {
          dataDir: served.dataDir,
          empty: true,
          clock: { mode: "virtual", now: Date.parse("2027-03-12T18:00:00Z") },
        },
      });
      expect(await served.run(["run", "--until-idle"])).toMatchObject({
        code: 3,
        err: expect.stringMatching(/^in-use /) as unknown,
      });
      const second = await served.run(["serve"]);
      expect(second).toMatchObject({ code: 3, err: expect.stringContaining(` at ${origin};`) as unknown });
      expect(second.err).not.toContain(token);
      expect(await expectFine(served, ["journeys"])).toBe("");
      end();
    },
  });
  expect(ended).toMatchObject({ code: 0, signal: null, err: "" });
  expect(address).toBeDefined();
  await expectFine(served, ["run", "--until-idle"]);
});
