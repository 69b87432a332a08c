import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freshDataDir, parcours, startApp } from "./app.ts";

test("records what a source answers now, which the simulation then goes by", async ({ page }) => {
  const asked: string[] = [];
  const source = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(200, { "content-type": "application/json" }).end('{"temp":21}');
  });
  await new Promise<void>((listening) => source.listen(0, "127.0.0.1", listening));
  const { port } = source.address() as AddressInfo;
  const at = (path: string) => `http://127.0.0.1:${port}${path}`;
  const journey = {
    format: "parcours.journey",
    formatVersion: 1,
    id: "weather",
    name: "Weather",
    settings: {
      class: "service",
      content: [
        { id: "weather", url: at("/now?who={{ person.firstName }}") },
        { id: "elsewhere", url: "http://127.0.0.1:1/never", fallback: { temp: 0 } },
      ],
    },
    nodes: [
      { id: "start", kind: "trigger", params: { on: "event", event: "go" } },
      {
        id: "push",
        kind: "push",
        params: { title: "{{ content.weather.temp }} degrees, not {{ content.elsewhere.temp }}" },
      },
    ],
    edges: [{ from: "start", port: "next", to: "push" }],
  };
  const dataDir = freshDataDir();
  const file = join(dataDir, "weather.journey.json");
  parcours(dataDir, ["import", "--sample"]);
  writeFileSync(file, JSON.stringify(journey));
  parcours(dataDir, ["import", file]);
  parcours(dataDir, ["channels", "allow", `127.0.0.1:${port}`]);
  const app = await startApp({ dataDir, from: "2027-03-12T18:00:00Z" });
  try {
    await page.goto(app.at("/journeys/weather"));
    await page.getByText("Simulate", { exact: true }).click();
    await page.getByTestId("tab-answers").click();
    const weather = page.getByTestId("outside-content:weather");
    await weather.getByRole("button", { name: "Ask weather now" }).click();
    await expect(weather).toContainText("Its answer is recorded below.");
    await expect(page.getByTestId("answer-content:weather")).toHaveValue(/"temp": 21/);
    // A target of the own network that nobody allowed is not asked, and the sample says why there is no answer.
    const elsewhere = page.getByTestId("outside-content:elsewhere");
    await elsewhere.getByRole("button", { name: "Ask elsewhere now" }).click();
    await expect(elsewhere).toContainText("It gave no answer; that is recorded.");
    await page.screenshot({ path: "artifacts/screenshots/simulate-sources.png" });
    await page.getByRole("tab", { name: "What arrives" }).click();
    await expect(page.getByTestId("received")).toContainText("21 degrees, not 0");
    expect(asked).toEqual(["/now?who=Sara"]);
  } finally {
    source.close();
    await app.stop();
  }
});
