import { z } from "zod";

/** Whom a template is for: the four journeys of one traveller, or everybody. */
export const TEMPLATE_GROUPS = ["everybody", "uponvoyage"] as const;

const Language = z.enum(["en", "fr"]);

/** A language to read templates in. */
export const TemplateLanguage = z.object({ locale: Language });

/** A journey to begin with, as the gallery shows it. */
export const TemplateCard = z.object({
  id: z.string(),
  group: z.enum(TEMPLATE_GROUPS),
  name: z.string(),
  description: z.string(),
  steps: z.number(),
  scenarios: z.number(),
  /** The document (formats.md, Journey), for its picture. */
  text: z.string(),
});
export type TemplateCard = z.infer<typeof TemplateCard>;

/** Which template to begin with, and in which language. */
export const TemplateChoice = TemplateLanguage.extend({ id: z.string().max(128) });
