import { z } from "zod";
import { Person } from "../person/person.ts";

/** How many personas a workspace keeps. */
export const MOST_PERSONAS = 1_000;

export const PersonaSave = z.object({ personas: z.array(Person).min(1).max(MOST_PERSONAS) });
