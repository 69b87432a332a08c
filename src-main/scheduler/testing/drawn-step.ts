import fc from "fast-check";

/** A step with the way that leads to the next one (none: it jumps or ends) and its other ways out. */
interface Step {
  kind: string;
  params: Record<string, unknown>;
  out: string | undefined;
  sides: string[];
}

const eventName = fc.constantFrom("begin", "paid", "cancelled", "made");
const messageClass = fc.constantFrom("promotional", "service");
const replies = fc.boolean();

function step(
  kind: string,
  params: Record<string, unknown>,
  out: string | undefined,
  ...sides: string[]
): Step {
  return { kind, params, out, sides };
}

const waits: fc.Arbitrary<Step>[] = [
  fc
    .constantFrom("PT1H", "PT7H", "PT36H", "P1D", "P1W", "P1M", "P1DT90M")
    .map((duration) => step("wait", { for: "duration", duration }, "next")),
  fc.integer({ min: 0, max: 23 }).map((hour) => {
    const from = `${String(hour).padStart(2, "0")}:30`;
    return step("wait", { for: "window", days: [1, 3, 6], from, to: "02:00" }, "next");
  }),
  fc
    .record({ offset: fc.constantFrom("-PT24H", "-P1D", "P2D"), at: fc.constantFrom(undefined, "02:30") })
    .map(({ offset, at }) => {
      const date = { attribute: "departure" };
      return step(
        "wait",
        { for: "date", date, offset, ...(at === undefined ? {} : { at }) },
        "next",
        "missed",
      );
    }),
  fc
    .constantFrom(undefined, { from: "08:00", to: "20:00" })
    .map((window) =>
      step("wait", { for: "smart", fallback: "10:00", ...(window === undefined ? {} : { window }) }, "next"),
    ),
  fc
    .record({
      event: eventName,
      count: fc.integer({ min: 1, max: 3 }),
      score: fc.integer({ min: 0, max: 6 }),
    })
    .map(({ event, count, score }) =>
      step(
        "wait",
        {
          for: "until",
          arms: [
            { id: "heard", event, count },
            { id: "scored", when: { attr: "score", op: "eq", value: score } },
          ],
          timeout: "P2D",
        },
        "timeout",
        "heard",
        "scored",
      ),
    ),
  fc
    .record({
      event: eventName,
      date: fc.constantFrom(
        { attribute: "departure" },
        { var: "heard.properties.when", entry: "properties.when" },
        { var: "heard.properties.when" },
        { literal: "2027-06-01" },
      ),
      offset: fc.constantFrom(undefined, "-PT5H", "P1D"),
      at: fc.constantFrom(undefined, "02:30"),
      timeout: fc.constantFrom(undefined, "P1W"),
    })
    .map(({ event, date, offset, at, timeout }) =>
      step(
        "wait",
        {
          for: "until",
          arms: [
            { id: "heard", event, saveAs: "heard" },
            {
              id: "gone",
              date,
              ...(offset === undefined ? {} : { offset }),
              ...(at === undefined ? {} : { at }),
            },
          ],
          ...(timeout === undefined ? {} : { timeout }),
        },
        "gone",
        "heard",
        "timeout",
      ),
    ),
];

const conditions = fc.constantFrom<Record<string, unknown>>(
  { attr: "score", op: "ge", value: 4 },
  { not: { attr: "score", op: "lt", value: 2 } },
  { event: "paid", count: { op: "ge", value: 2 }, within: "P3D" },
  { consent: { channel: "push", purpose: "marketing" } },
  { reachable: "email" },
  { message: "n0", did: "sent" },
  { message: "n0", did: "opened" },
  { segment: "scored" },
  { time: { days: [1, 2, 3], from: "08:00", to: "20:00" } },
  { entry: "properties.score", op: "gt", value: 2 },
  { var: "heard.properties.score", op: "gt", value: 2 },
);

const choices: fc.Arbitrary<Step>[] = [
  fc.tuple(conditions, conditions).map(([first, second]) =>
    step(
      "branch",
      {
        arms: [
          { id: "yes", when: first },
          { id: "perhaps", when: { all: [first, second] } },
        ],
      },
      "else",
      "yes",
      "perhaps",
    ),
  ),
  fc
    .record({
      sticky: fc.boolean(),
      winner: fc.constantFrom(
        undefined,
        { goal: "booked", after: 41 },
        { goal: "booked", after: 43 },
        { goal: "booked", on: "2027-06-01" },
      ),
    })
    .map(({ sticky, winner }) =>
      step(
        "split",
        {
          sticky,
          ...(winner === undefined ? {} : { winner }),
          arms: [
            { id: "a", weight: 30 },
            { id: "b", weight: 70 },
          ],
        },
        "a",
        "b",
      ),
    ),
];

const messages: fc.Arbitrary<Step>[] = [
  fc.tuple(messageClass, replies, fc.constantFrom(undefined, "same")).map(([given, replied, collapseKey]) =>
    step(
      "push",
      {
        title: "Hi {{ person.score | default: '-' }} at {{ now | date: '%H:%M' }}",
        body: "{{ vars.heard.properties.score | default: '?' }} {{ vars.heard.timestamp | default: '?' }}",
        class: given,
        buttons: [{ id: "ok", label: "OK" }],
        ...(collapseKey === undefined ? {} : { collapseKey, freshFor: "PT2H" }),
      },
      "next",
      ...(replied ? ["ok"] : []),
    ),
  ),
  messageClass.map((given) =>
    step(
      "email",
      { subject: "For {{ person.id }}", body: { text: "Hello" }, class: given },
      "next",
      "notSent",
    ),
  ),
  messageClass.map((given) =>
    step("sms", { body: "Short {{ person.score | default: 0 }}", class: given }, "next", "notSent"),
  ),
  messageClass.map((given) =>
    step(
      "in-app",
      { title: "In the app", body: "Look", class: given, buttons: [{ id: "ok", label: "OK" }] },
      "next",
      "ok",
    ),
  ),
  messageClass.map((given) =>
    step("card", { title: "Card", body: "Kept", class: given, expires: "P3D" }, "next", "notSent"),
  ),
  fc
    .record({
      ask: fc.constantFrom("nps", "csat", "ces", "stars", "thumbs"),
      via: fc.constantFrom("push", "email", "in-app", "link"),
      replyWithin: fc.constantFrom("P1D", "PT7H"),
    })
    .map(({ ask, via, replyWithin }) =>
      step(
        "survey",
        {
          ask,
          question: "How?",
          via,
          replyWithin,
          saveAs: "score",
          arms: [{ id: "good", when: { answer: ask, op: "ge", value: 4 } }],
        },
        "noReply",
        "good",
      ),
    ),
];

const data: fc.Arbitrary<Step>[] = [
  fc.integer({ min: 0, max: 6 }).map((score) => step("update", { set: { score } }, "next")),
  fc.constant(step("emit", { event: "made", properties: { by: "{{ person.id }}" } }, "next")),
];

/** One random step of nearly every kind, with parameters that make its ways out likely. */
export const drawnStep: fc.Arbitrary<Step> = fc.oneof(...waits, ...waits, ...choices, ...messages, ...data);
