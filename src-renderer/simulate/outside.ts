import type { Journey } from "../../src-shared/journey/schema.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import type { Locale } from "../../src-shared/problems.ts";
import { CONTENT_MOCK } from "../../src-shared/simulate/scenario.ts";
import { viewOf } from "../canvas/node-view.ts";

/** Somebody outside whose answer a walk depends on. */
export interface Outside {
  /** Names it in the samples: the id of a step, or `content:` and the id of a source. */
  key: string;
  name: string;
  kind: string;
  /** Whether what it answers can be read by later steps; of a message only whether it went out. */
  answers: boolean;
}

/** Everybody outside that a journey asks: its sources, then its calls, then its messages, in the order of the document. */
export function outsideOf(journey: Journey, locale: Locale): Outside[] {
  const sources = (journey.settings.content ?? []).flatMap((source): Outside[] => {
    const { id } = source;
    return typeof id === "string"
      ? [{ key: `${CONTENT_MOCK}${id}`, name: id, kind: "content", answers: true }]
      : [];
  });
  const steps = journey.nodes.flatMap((node): Outside[] => {
    const kind = kindOf(node.kind);
    if (kind?.message === undefined) return [];
    const answers = kind.setsVariables !== undefined;
    return [{ key: node.id, name: viewOf(node, locale).title, kind: node.kind, answers }];
  });
  return [...sources, ...steps.filter(({ answers }) => answers), ...steps.filter(({ answers }) => !answers)];
}
