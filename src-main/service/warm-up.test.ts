import { expect, it } from "vitest";
import { temporaryService, waitAndMail } from "./testing/open.ts";
import { warmingUp } from "./warm-up.ts";

it("warms the renderer up once a journey with MJML is live, and for no other", async () => {
  const service = await temporaryService();
  const { client, context } = service;
  const warmed: string[] = [];
  let doing = "start";
  const { worlds, stop } = warmingUp(context.writer().worlds, { warmUp: () => warmed.push(doing) });
  const publish = async (id: string, body: object) => {
    doing = id;
    const nodes = [{ id: "second", kind: "email", params: { subject: "Two", body } }];
    const edges = [{ from: "mail", port: "next", to: "second" }];
    await client.journeys.importText({ text: waitAndMail(id, { nodes, edges }) });
    await client.journeys.publish({ id });
    worlds.invalidate();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  await publish("plain", { text: "Hello" });
  expect(warmed).toEqual([]);
  await publish("laid-out", { mjml: "<mjml><mj-body></mj-body></mjml>" });
  expect(warmed).toEqual(["laid-out"]);
  stop();
});
