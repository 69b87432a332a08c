/** The lowest and the highest score of a question; every whole number between them is an answer. */
interface Scale {
  least: number;
  most: number;
}

/** NPS 0-10, CSAT and stars 1-5, CES 1-7; a thumb is 1 up and 0 down (domain.md, Node kinds: survey). */
export const SCALES: Readonly<Record<"nps" | "csat" | "ces" | "stars" | "thumbs", Scale>> = {
  nps: { least: 0, most: 10 },
  csat: { least: 1, most: 5 },
  ces: { least: 1, most: 7 },
  stars: { least: 1, most: 5 },
  thumbs: { least: 0, most: 1 },
};

/** The arms marketers expect of NPS: 9-10 promoter, 7-8 passive, 0-6 detractor. */
export const NPS_ARMS = [
  { id: "promoter", name: { en: "promoter", fr: "promoteur" }, from: 9, to: 10 },
  { id: "passive", name: { en: "passive", fr: "passif" }, from: 7, to: 8 },
  { id: "detractor", name: { en: "detractor", fr: "détracteur" }, from: 0, to: 6 },
] as const;
