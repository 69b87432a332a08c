import type { Journey } from "../../src-shared/journey/schema.ts";
import { LIMITS } from "../../src-shared/limits.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";

/** An event that would start a run of a journey. */
export interface Sample {
  /** The trigger it is for. */
  nodeId: string;
  stepName: string;
  name: string;
  properties: Record<string, unknown>;
}

/** One sample per trigger of a journey, in the order of the document; triggers that are not filled in yet have none. */
export function samplesOf(journey: Journey): Sample[] {
  return journey.nodes.flatMap((node) => {
    const kind = kindOf(node.kind);
    if (kind?.entry === undefined) return [];
    const params = kind.params.safeParse(node.params);
    if (!params.success) return [];
    const sample = kind.entry.sample(params.data, journey.id);
    if (sample.name === "") return [];
    return [{ nodeId: node.id, stepName: node.name ?? kind.kind, ...sample }];
  });
}

export type PropertiesProblem = "not-json" | "not-an-object" | "too-large";

/** Reads the properties a person typed. An empty text is no properties. */
export function readProperties(
  text: string,
): { properties: Record<string, unknown> } | { problem: PropertiesProblem; detail: string } {
  if (text.trim() === "") return { properties: {} };
  if (new TextEncoder().encode(text).length > LIMITS.eventBytes) return { problem: "too-large", detail: "" };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return { problem: "not-an-object", detail: "" };
    return { properties: value as Record<string, unknown> };
  } catch (cause) {
    return { problem: "not-json", detail: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** A track event as the service takes it (formats.md, Events). Without a timestamp it happens when it arrives. */
export function trackEvent(given: {
  messageId: string;
  personId: string;
  name: string;
  properties: Record<string, unknown>;
}): Record<string, unknown> {
  return {
    type: "track",
    messageId: given.messageId,
    userId: given.personId,
    event: given.name,
    properties: given.properties,
  };
}
