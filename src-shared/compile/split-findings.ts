import type { Finding } from "../person/findings.ts";
import { finding } from "./finding.ts";

/** What can be wrong with a split that looks for the best arm, in both languages. */
export const SPLIT_FINDINGS = {
  "winner-without-goal": finding(
    "error",
    "The split does not say by which goal an arm wins.",
    "La répartition ne dit pas selon quel objectif une branche gagne.",
    "Name a goal of the journey, or empty the other fields of the winner.",
    "Nommez un objectif du parcours, ou videz les autres champs du gagnant.",
  ),
  "unknown-goal": finding(
    "error",
    "The journey has no goal “{goal}”.",
    "Le parcours n’a pas d’objectif « {goal} ».",
    "Name the id of one of its goals, or add the goal to the journey.",
    "Indiquez l’identifiant d’un de ses objectifs, ou ajoutez l’objectif au parcours.",
  ),
  "winner-never-picked": finding(
    "error",
    "The split does not say when the winner is picked.",
    "La répartition ne dit pas quand le gagnant est choisi.",
    "Say after how many people, or from which date on.",
    "Dites après combien de personnes, ou à partir de quelle date.",
  ),
  "winner-without-choice": finding(
    "warning",
    "Only one arm takes people: there is nothing to win against.",
    "Une seule branche reçoit des personnes : elle n’a rien à battre.",
    "Give a second arm a share.",
    "Donnez une part à une deuxième branche.",
  ),
  "winner-too-soon": finding(
    "warning",
    "{after} people are too few to pick from; the winner is not picked before each arm has {each}.",
    "{after} personnes ne suffisent pas pour choisir ; le gagnant n’est pas choisi avant {each} par branche.",
    "Set at least {least}.",
    "Réglez au moins {least}.",
  ),
} satisfies Record<string, Finding>;
