import { z } from "zod";
import type { Journey, JourneyNode } from "./schema.ts";

/** How a person is expected to feel at a step: -2 (angry) to 2 (delighted). */
export const EMOTIONS = [-2, -1, 0, 1, 2] as const;
const Emotion = z.union(EMOTIONS.map((each) => z.literal(each)));
export type Emotion = z.infer<typeof Emotion>;

/**
 * What a customer-journey map says of a step, beside what the step does (product.md, Design): `node.mapping` in the
 * document. Nothing of it reaches the graph. Documents from elsewhere may hold anything under that key, so each fact is
 * read by itself and what is no such fact is left alone.
 */
export interface Mapping {
  /** Id of a stage; without one the band on which the step stands says it. */
  stage?: string;
  /** What the person needs here, in her words. */
  need?: string;
  emotion?: Emotion;
  /** What is in her way. */
  friction?: string[];
}

/** The mapping facts of a step, as far as the document holds some. */
export function mappingOf(node: JourneyNode): Mapping {
  const facts = typeof node["mapping"] === "object" && node["mapping"] !== null ? node["mapping"] : {};
  const { stage, need, emotion, friction } = facts as Record<string, unknown>;
  const mapping: Mapping = {};
  if (typeof stage === "string" && stage !== "") mapping.stage = stage;
  if (typeof need === "string" && need !== "") mapping.need = need;
  const felt = Emotion.safeParse(emotion);
  if (felt.success) mapping.emotion = felt.data;
  if (Array.isArray(friction)) {
    const pins = friction.filter((pin): pin is string => typeof pin === "string");
    if (pins.length > 0) mapping.friction = pins;
  }
  return mapping;
}

/** A stage of the funnel as a band across the canvas (px); a stage without a place has none. */
export interface Band {
  id: string;
  name: string;
  y: number;
  height: number;
}

/** The bands of a journey, from top to bottom. */
export function bandsOf(stages: Journey["stages"]): Band[] {
  return stages
    .flatMap(({ id, name, y, height }) =>
      typeof y === "number" && typeof height === "number" && height > 0 ? [{ id, name, y, height }] : [],
    )
    .sort((a, b) => a.y - b.y);
}

/** The stage a step belongs to: the one it names, else the band on which its upper edge stands (y, px). */
export function stageOf(journey: Journey, node: JourneyNode, y: number | undefined): string | undefined {
  const { stage } = mappingOf(node);
  if (stage !== undefined && journey.stages.some(({ id }) => id === stage)) return stage;
  if (y === undefined) return undefined;
  return bandsOf(journey.stages).find((band) => y >= band.y && y < band.y + band.height)?.id;
}
