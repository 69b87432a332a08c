import { expect, it } from "vitest";
import { waitAndMail } from "../service/testing/open.ts";
import { desk } from "./testing/run.ts";

it("says what was added, removed, changed and moved, and answers no when files differ", async () => {
  const { cli, file } = desk();
  const a = file("a.journey.json", waitAndMail("j"));
  const b = file(
    "b.journey.json",
    waitAndMail("j", {
      wait: "PT3H",
      nodes: [{ id: "end", kind: "exit", params: {} }],
      edges: [{ from: "mail", port: "next", to: "end" }],
    }),
  );
  expect(await cli("diff", a, b)).toMatchObject({
    exit: 1,
    err: "",
    out: '~ calm params.duration: "PT2H" -> "PT3H"\n+ end (exit)\n+ mail.next -> end\n',
  });
  expect(await cli("diff", a, a)).toMatchObject({ exit: 0, out: "" });
  const asJson = JSON.parse((await cli("diff", b, a, "--json")).out) as { steps: { change: string }[] };
  expect(asJson.steps.map(({ change }) => change)).toEqual(["changed", "removed"]);
  expect(await cli("diff", a, "nowhere.journey.json")).toMatchObject({ exit: 2 });
});
