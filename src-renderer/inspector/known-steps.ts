import { useMemo } from "react";
import type { Journey, JourneyNode } from "../../src-shared/journey/schema.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { useLocale } from "../app/i18n.ts";
import { viewOf } from "../canvas/node-view.ts";
import { useBuilder } from "../canvas/store.ts";
import { isSameList } from "../ui/same-list.ts";

/** Channels consents and addresses are about (domain.md, Node kinds). */
export const CHANNELS = ["push", "email", "sms", "in-app"];

interface Choice {
  value: string;
  label: string;
}

/** Steps a condition can refer to: those that send a message, and those that listen for an answer. */
export function useSteps(): { messages: Choice[]; surveys: Choice[] } {
  const locale = useLocale();
  // Only these, so that naming another step draws no condition anew.
  const messages = useBuilder(({ journey }) => referable(journey).messages);
  const surveys = useBuilder(({ journey }) => referable(journey).surveys);
  return useMemo(() => {
    const choiceOf = (node: JourneyNode) => ({ value: node.id, label: viewOf(node, locale).title });
    return { messages: messages.map(choiceOf), surveys: surveys.map(choiceOf) };
  }, [messages, surveys, locale]);
}

type Steps = readonly JourneyNode[];
interface Referable {
  messages: Steps;
  surveys: Steps;
}
const found = new WeakMap<Journey["nodes"], Referable>();
let last: Referable = { messages: [], surveys: [] };

/** Looked for once in each list of steps, because every row of a condition asks; equal answers are the same one. */
function referable({ nodes }: Journey): Referable {
  const known = found.get(nodes);
  if (known !== undefined) return known;
  last = {
    messages: sameOr(
      last.messages,
      nodes.filter(({ kind }) => kindOf(kind)?.message !== undefined),
    ),
    surveys: sameOr(
      last.surveys,
      nodes.filter(({ kind }) => kindOf(kind)?.group === "listen"),
    ),
  };
  found.set(nodes, last);
  return last;
}

function sameOr(before: Steps, now: Steps): Steps {
  return isSameList(before, now) ? before : now;
}
