/** A question's scale: what an answer may be, and the arms marketers expect (domain.md, Node kinds: survey). */
export interface Scale {
  least: number;
  most: number;
  arms: { id: string; name: { en: string; fr: string }; from: number; to: number }[];
}

/** NPS 0-10: promoter 9-10, passive 7-8, detractor 0-6. CSAT 1-5: happy from 4. */
export const SCALES: Record<"nps" | "csat", Scale> = {
  nps: {
    least: 0,
    most: 10,
    arms: [
      { id: "promoter", name: { en: "promoter", fr: "promoteur" }, from: 9, to: 10 },
      { id: "passive", name: { en: "passive", fr: "passif" }, from: 7, to: 8 },
      { id: "detractor", name: { en: "detractor", fr: "détracteur" }, from: 0, to: 6 },
    ],
  },
  csat: {
    least: 1,
    most: 5,
    arms: [
      { id: "happy", name: { en: "happy", fr: "content" }, from: 4, to: 5 },
      { id: "unhappy", name: { en: "unhappy", fr: "mécontent" }, from: 1, to: 3 },
    ],
  },
};

/** Whether a score is an answer on the scale: a whole number within it. */
export function isOnScale(ask: keyof typeof SCALES, score: unknown): score is number {
  const { least, most } = SCALES[ask];
  return typeof score === "number" && Number.isInteger(score) && score >= least && score <= most;
}
