import type { KeptEventRow } from "../../src-shared/api/shapes.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import type { Run, Send } from "../../src-shared/engine/run.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { Mock } from "../../src-shared/simulate/scenario-schema.ts";
import type { Plan } from "./plan.ts";

/** Events that are no track events; what they changed is in the profile already. */
const PROFILE_EVENTS: ReadonlySet<string> = new Set(["identify", "alias"]);

/**
 * The plan by which somebody made up goes through what a real person went through: her profile as it is today, the event
 * that started the run and those after it, and those before it as what she did earlier. Channels fail where they failed
 * then, and calls answer what they answered, as far as the run still knows: of calls that save under one name the last.
 * What sources answered is kept nowhere but in the messages it went into.
 * @param events of hers, in any order
 */
export function planOfRun(
  journey: Journey,
  run: Run,
  sends: readonly Send[],
  person: Person,
  events: readonly KeptEventRow[],
): Plan {
  const { entry } = run;
  const tracked = events
    .filter(({ messageId, name }) => messageId !== entry.messageId && !PROFILE_EVENTS.has(name))
    .toSorted((a, b) => a.timestamp - b.timestamp);
  return {
    start: entry.at,
    seed: 1,
    persona: person,
    mocks: { ...answersOf(journey, run), ...Object.fromEntries(sends.flatMap(recorded)) },
    past: tracked
      .filter(({ timestamp }) => timestamp < entry.at)
      .map(({ messageId, name, timestamp: at, properties }) => ({ messageId, name, at, properties })),
    events: [
      {
        id: entry.messageId,
        at: entry.at,
        type: "track",
        event: entry.name,
        properties: entry.properties,
      },
      ...tracked
        .filter(({ timestamp }) => timestamp >= entry.at)
        .map(({ messageId: id, name: event, timestamp: at, properties }) => ({
          id,
          at,
          type: "track" as const,
          event,
          properties,
        })),
    ],
  };
}

function recorded({ nodeId, status, reason }: Send): [string, Mock][] {
  return status === "failed" || status === "unknown"
    ? [[nodeId, { status, reason: reason ?? "recorded" }]]
    : [];
}

/** What calls answered: it is kept under the name by which later steps read it. */
function answersOf({ nodes }: Journey, { vars }: Run): Record<string, Mock> {
  const answers = nodes.flatMap((node): [string, Mock][] => {
    const kind = kindOf(node.kind);
    const params = kind?.message === undefined ? undefined : kind.params.safeParse(node.params);
    const name = params?.success === true ? kind?.setsVariables?.(params.data)[0]?.name : undefined;
    const answer = name === undefined ? undefined : vars[name];
    return answer === undefined ? [] : [[node.id, Mock.parse({ status: "accepted", answer })]];
  });
  return Object.fromEntries(answers);
}
