import { registerTexts } from "../app/i18n.ts";

registerTexts("persona", {
  en: {
    choose: "Seen as",
    madeUp: "Made up",
    people: "People",
    search: "Search people",
    none: "Nobody found",
    unknownZone: "no known zone",
    noLanguage: "no language",
    about: {
      sara: "everything there, iPhone, Austin",
      amelie: "French in Auckland, Android",
      tom: "refused push, reads on the web",
      jin: "a zone nobody knows, a language nobody wrote",
      maximiliane: "very long names, German",
      nobody: "everything missing",
    },
    nobody: "Nobody in particular",
    consent: {
      granted: "{{channel}}: consent given",
      denied: "{{channel}}: consent refused",
      none: "{{channel}}: never asked",
    },
  },
  fr: {
    choose: "Vu par",
    madeUp: "Inventées",
    people: "Personnes",
    search: "Chercher des personnes",
    none: "Aucune personne trouvée",
    unknownZone: "fuseau inconnu",
    noLanguage: "sans langue",
    about: {
      sara: "rien ne manque, iPhone, Austin",
      amelie: "française à Auckland, Android",
      tom: "a refusé les push, lit sur le web",
      jin: "un fuseau inconnu, une langue que nul n’a écrite",
      maximiliane: "noms très longs, allemande",
      nobody: "tout manque",
    },
    nobody: "Personne en particulier",
    consent: {
      granted: "{{channel}} : accord donné",
      denied: "{{channel}} : accord refusé",
      none: "{{channel}} : jamais demandé",
    },
  },
});
