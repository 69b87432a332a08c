import type { Finding } from "../person/findings.ts";
import { finding } from "./finding.ts";

/** What can be wrong with how steps are connected, in both languages. */
export const DRAWING_FINDINGS = {
  "missing-entry": finding(
    "error",
    "The journey has no way in.",
    "Le parcours n’a pas d’entrée.",
    "Add a trigger.",
    "Ajoutez un déclencheur.",
  ),
  "dangling-edge": finding(
    "error",
    "A connection leads from “{from}” to “{to}”, and one of them does not exist.",
    "Une liaison va de « {from} » à « {to} », et l’un des deux n’existe pas.",
    "Remove the connection or restore the step.",
    "Retirez la liaison ou rétablissez l’étape.",
  ),
  "unknown-port": finding(
    "error",
    "“{node}” has no way out named “{port}”.",
    "« {node} » n’a pas de sortie nommée « {port} ».",
    "Connect another way out, or remove the connection.",
    "Reliez une autre sortie, ou retirez la liaison.",
  ),
  "port-used-twice": finding(
    "error",
    "The way out “{port}” of “{node}” leads to two steps.",
    "La sortie « {port} » de « {node} » mène à deux étapes.",
    "Keep one connection; use a branch to part people.",
    "Gardez une liaison ; utilisez un aiguillage pour séparer les personnes.",
  ),
  "edge-into-entry": finding(
    "error",
    "Nothing can lead into “{node}”: it is a way in.",
    "Rien ne peut mener à « {node} » : c’est une entrée.",
    "Remove the connection; to go round, lead to the step behind it.",
    "Retirez la liaison ; pour boucler, menez à l’étape qui suit.",
  ),
  "unreachable-node": finding(
    "warning",
    "Nobody can reach “{node}”.",
    "Personne ne peut atteindre « {node} ».",
    "Connect it, or remove it.",
    "Reliez-la, ou retirez-la.",
  ),
  "cycle-without-wait": finding(
    "error",
    "People would go round without end: {cycle}.",
    "Les personnes tourneraient sans fin : {cycle}.",
    "Put a wait of at least 60 seconds into the circle.",
    "Mettez dans le cercle une attente d’au moins 60 secondes.",
  ),
  "entry-leads-nowhere": finding(
    "error",
    "The trigger “{node}” is not connected to anything.",
    "Le déclencheur « {node} » n’est relié à rien.",
    "Drag from its lower edge to the first step.",
    "Tirez depuis son bord inférieur vers la première étape.",
  ),
} as const satisfies Record<string, Finding>;
