import { registerTexts } from "./i18n.ts";

registerTexts("app", {
  en: {
    rail: {
      label: "Main",
      journeys: "Journeys",
      people: "People",
      outbox: "Outbox",
      settings: "Settings",
    },
    skip: "Skip to content",
    theme: { label: "Theme", light: "Light", dark: "Dark", auto: "As the system" },
    language: "Language",
    preferences: "Language and theme",
    connection: {
      updating:
        "Parcours is bringing this data folder up to date, after a backup. This takes a few minutes for each million people; nothing is lost if you close the window.",
      closed: "The connection to the service is lost. Trying again… Your edits are kept in this window.",
      refused:
        "This address belongs to an earlier start of Parcours. Open the address that the running start printed.",
    },
    state: {
      loading: "Loading…",
      failed: "This could not be loaded",
      retry: "Try again",
      crashed: "This part of the app stopped",
      crashedHelp: "Nothing you saved is lost. Try again; if it stays, reload the window.",
      notFound: "There is nothing at this address",
      notFoundHelp: "It may have been deleted, or the address is incomplete.",
      toJourneys: "To the journeys",
    },
    errors: {
      NOT_FOUND: "It is not there any more.",
      UNUSABLE: "It cannot be used: {{problems}}",
      CONFLICT: "It was changed elsewhere meanwhile.",
      EXISTS: "“{{id}}” exists already.",
      REFUSED: "This is not allowed now ({{code}}).",
      refused: {
        "disk-full": "The disk is full: it could not be saved.",
        damaged: "The database is damaged: nothing is written any more.",
        "bad-backup":
          "This backup cannot be used: it is damaged or made by a newer version. Choose another one.",
        unparsable: "Something that is stored cannot be read; parcours doctor names it.",
      },
      other: "The service did not answer as expected.",
    },
    status: { draft: "Draft", live: "Live", paused: "Paused", stopped: "Stopped" },
    file: { saved: "Saved as {{name}}", failed: "The file could not be written." },
    close: "Close",
    cancel: "Cancel",
  },
  fr: {
    rail: {
      label: "Principal",
      journeys: "Parcours",
      people: "Personnes",
      outbox: "Envois",
      settings: "Réglages",
    },
    skip: "Aller au contenu",
    theme: { label: "Thème", light: "Clair", dark: "Sombre", auto: "Comme le système" },
    language: "Langue",
    preferences: "Langue et thème",
    connection: {
      updating:
        "Parcours met ce dossier de données à jour, après une sauvegarde. Comptez quelques minutes par million de personnes ; rien ne se perd si vous fermez la fenêtre.",
      closed:
        "La connexion au service est perdue. Nouvelle tentative… Vos modifications restent dans cette fenêtre.",
      refused:
        "Cette adresse vient d’un lancement précédent de Parcours. Ouvrez l’adresse affichée par le lancement en cours.",
    },
    state: {
      loading: "Chargement…",
      failed: "Le chargement a échoué",
      retry: "Réessayer",
      crashed: "Cette partie de l’application s’est arrêtée",
      crashedHelp: "Rien d’enregistré n’est perdu. Réessayez ; si cela persiste, rechargez la fenêtre.",
      notFound: "Il n’y a rien à cette adresse",
      notFoundHelp: "L’élément a peut-être été supprimé, ou l’adresse est incomplète.",
      toJourneys: "Vers les parcours",
    },
    errors: {
      NOT_FOUND: "Cet élément n’existe plus.",
      UNUSABLE: "Impossible à utiliser : {{problems}}",
      CONFLICT: "Modifié ailleurs entre-temps.",
      EXISTS: "« {{id}} » existe déjà.",
      REFUSED: "Ce n’est pas permis maintenant ({{code}}).",
      refused: {
        "disk-full": "Le disque est plein : l’enregistrement a échoué.",
        damaged: "La base de données est endommagée : plus rien n’est écrit.",
        "bad-backup":
          "Cette sauvegarde est inutilisable : endommagée ou faite par une version plus récente. Choisissez-en une autre.",
        unparsable: "Une donnée enregistrée est illisible ; parcours doctor la nomme.",
      },
      other: "Le service n’a pas répondu comme prévu.",
    },
    status: { draft: "Brouillon", live: "Actif", paused: "En pause", stopped: "Arrêté" },
    file: { saved: "Enregistré sous {{name}}", failed: "Le fichier n’a pas pu être écrit." },
    close: "Fermer",
    cancel: "Annuler",
  },
});
