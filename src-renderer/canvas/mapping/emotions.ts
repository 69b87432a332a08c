import { Angry, Annoyed, Laugh, Meh, Smile, type LucideIcon } from "lucide-react";
import type { Emotion } from "../../../src-shared/journey/mapping.ts";

/** The face of each emotion, and the word for it among the texts of the canvas. */
export const FACES: Readonly<Record<Emotion, { icon: LucideIcon; text: string; colour: string }>> = {
  [-2]: { icon: Angry, text: "map.angry", colour: "var(--p-bad)" },
  [-1]: { icon: Annoyed, text: "map.uneasy", colour: "var(--p-warn)" },
  0: { icon: Meh, text: "map.calm", colour: "var(--p-muted)" },
  1: { icon: Smile, text: "map.content", colour: "var(--p-ok)" },
  2: { icon: Laugh, text: "map.delighted", colour: "var(--p-ok)" },
};
