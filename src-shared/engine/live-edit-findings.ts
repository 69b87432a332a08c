import type { Finding } from "../person/findings.ts";

/** What can be wrong with publishing over people who wait (domain.md, Versions and live edits), in both languages. */
export const LIVE_EDIT_FINDINGS = {
  "people-at-removed-step": {
    severity: "error",
    en: {
      message: "{count} waiting at “{node}” of version {version}, which the new version does not have.",
      hint: "Say at which step of the new version they go on, or let them finish, or end their runs.",
    },
    fr: {
      message: "{count} en attente à « {node} » de la version {version}, que la nouvelle version n’a plus.",
      hint: "Dites à quelle étape de la nouvelle version continuer, ou laissez finir, ou mettez fin aux passages.",
    },
  },
  "no-step-to-move-to": {
    severity: "error",
    en: {
      message: "The new version has no step “{to}” for those at “{node}”.",
      hint: "Choose one of its steps.",
    },
    fr: {
      message: "La nouvelle version n’a pas d’étape « {to} » pour celles et ceux à « {node} ».",
      hint: "Choisissez une de ses étapes.",
    },
  },
  "moved-into-entry": {
    severity: "error",
    en: {
      message: "Nobody can be moved from “{node}” to “{to}”: people enter there.",
      hint: "Choose a step after it.",
    },
    fr: {
      message: "Personne ne peut être déplacé de « {node} » à « {to} » : on y entre.",
      hint: "Choisissez une étape qui vient après.",
    },
  },
  "mapped-unknown-step": {
    severity: "error",
    en: { message: "No version with people in it has a step “{node}”.", hint: "Check the id." },
    fr: {
      message: "Aucune version où quelqu’un se trouve n’a d’étape « {node} ».",
      hint: "Vérifiez l’identifiant.",
    },
  },
} as const satisfies Record<string, Finding>;
