import { describe, expect, it } from "vitest";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { languageOf, readMessage } from "./message.ts";

/** What the engine keeps of a message: its parts as rendered, here as written, and its extras. */
function renderedBy(kind: string, params: Record<string, unknown>): Record<string, unknown> {
  const definition = kindOf(kind);
  const draft = definition?.message?.(definition.params.parse(params));
  if (draft === undefined) throw new Error(`${kind} sends no message`);
  const parts = Object.entries(draft.parts).map(([name, part]) => [name, part.template]);
  return { ...(Object.fromEntries(parts) as Record<string, unknown>), ...draft.extras };
}

describe("reading a rendered message", () => {
  it("sees a push with the labels its person saw", () => {
    const rendered = renderedBy("push", {
      title: "Sara, check in",
      body: "Seat 14C",
      image: "https://example.com/seat.png",
      link: "app://seat",
      buttons: [
        { id: "checkin", label: "Check in" },
        { id: "later", label: "Later" },
      ],
    });
    expect(readMessage(rendered)).toEqual({
      shape: "notification",
      notification: {
        title: "Sara, check in",
        body: "Seat 14C",
        image: "https://example.com/seat.png",
        link: "app://seat",
        buttons: [
          { id: "checkin", label: "Check in" },
          { id: "later", label: "Later" },
        ],
      },
    });
  });

  it("sees an email by its subject", () => {
    const rendered = renderedBy("email", {
      from: "a@example.com",
      subject: "Hello",
      body: { html: "<p>Hi</p>" },
    });
    expect(readMessage({ ...rendered, text: "Hi" })).toEqual({
      shape: "email",
      email: { from: "a@example.com", subject: "Hello", preheader: "", html: "<p>Hi</p>", text: "Hi" },
    });
  });

  it.each([
    ["nps", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ["csat", [1, 2, 3, 4, 5]],
  ])("sees a survey with the scale of %s", (ask, scores) => {
    const message = readMessage(renderedBy("survey", { ask, question: "How was it?", followUp: "Why?" }));
    expect(message).toEqual({
      shape: "survey",
      survey: { ask, question: "How was it?", followUp: "Why?", scores },
    });
  });

  it("shows what it can of a message that is not as expected", () => {
    expect(readMessage({ title: 7, buttons: "none", least: 0 })).toEqual({
      shape: "notification",
      notification: { title: "", body: "", image: "", link: "", buttons: [] },
    });
  });

  it("speaks French on the phone of French speakers only", () => {
    expect(["fr", "fr-CA", "FR_fr", "en", "de", undefined].map(languageOf)).toEqual([
      "fr",
      "fr",
      "fr",
      "en",
      "en",
      "en",
    ]);
  });
});
