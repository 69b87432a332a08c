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
    expect(readMessage(rendered, "push")).toEqual({
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
    expect(readMessage({ ...rendered, text: "Hi" }, "email")).toEqual({
      shape: "email",
      email: { from: "a@example.com", subject: "Hello", preheader: "", html: "<p>Hi</p>", text: "Hi" },
    });
  });

  it.each([
    ["nps", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ["csat", [1, 2, 3, 4, 5]],
    ["ces", [1, 2, 3, 4, 5, 6, 7]],
    ["stars", [1, 2, 3, 4, 5]],
    ["thumbs", [0, 1]],
    ["text", []],
  ])("sees a survey with the scale of %s", (ask, scores) => {
    const message = readMessage(
      renderedBy("survey", { ask, question: "How was it?", followUp: "Why?" }),
      "email",
    );
    expect(message).toEqual({
      shape: "survey",
      survey: { ask, question: "How was it?", followUp: "Why?", scores, choices: [] },
    });
  });

  it("sees the choices of a survey as its person read them, whatever the channel", () => {
    const choices = [
      { id: "beach", label: "The beach" },
      { id: "food", label: "The food" },
    ];
    const rendered = renderedBy("survey", { ask: "choice", question: "What?", choices });
    expect(readMessage(rendered, "in-app")).toEqual({
      shape: "survey",
      survey: { ask: "choice", question: "What?", followUp: "", scores: [], choices },
    });
  });

  it("sees an SMS with what it costs", () => {
    const rendered = renderedBy("sms", { body: "Gate B12".repeat(21) });
    expect(readMessage(rendered, "sms")).toEqual({
      shape: "sms",
      sms: { body: "Gate B12".repeat(21), size: { encoding: "gsm7", units: 168, segments: 2 } },
    });
  });

  it("sees a form with its fields, choices and buttons", () => {
    const rendered = renderedBy("in-app", {
      style: "form",
      title: "Before you fly",
      form: [
        { id: "bags", label: "Bags", type: "number", required: true },
        {
          id: "seat",
          label: "Seat",
          type: "choice",
          choices: [
            { id: "window", label: "Window" },
            { id: "aisle", label: "Aisle" },
          ],
        },
      ],
      submit: "Done",
      buttons: [{ id: "later", label: "Not now" }],
    });
    expect(readMessage(rendered, "in-app")).toEqual({
      shape: "in-app",
      inApp: {
        style: "form",
        title: "Before you fly",
        body: "",
        image: "",
        submit: "Done",
        buttons: [{ id: "later", label: "Not now" }],
        fields: [
          { id: "bags", label: "Bags", type: "number", required: true, choices: [] },
          {
            id: "seat",
            label: "Seat",
            type: "choice",
            required: false,
            choices: [
              { id: "window", label: "Window" },
              { id: "aisle", label: "Aisle" },
            ],
          },
        ],
      },
    });
  });

  it("sees a card", () => {
    const rendered = renderedBy("card", { title: "Lisbon", body: "From 49 €", link: "app://lisbon" });
    expect(readMessage(rendered, "card")).toEqual({
      shape: "card",
      card: { title: "Lisbon", body: "From 49 €", image: "", link: "app://lisbon" },
    });
  });

  it("shows what it can of a message that is not as expected", () => {
    expect(readMessage({ title: 7, buttons: "none", least: 0 }, "fax")).toEqual({
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
