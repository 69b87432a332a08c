import type { KindTexts } from "../define.ts";

export const en: KindTexts = {
  name: "Webhook",
  tagline: "tell another system",
  help: "Calls an address of yours with the facts of the person. The answer can be kept as a variable of the run. Retried with the same key, so that the other side can tell a repetition. Until a channel is set up it stays in the outbox.",
  fields: {
    method: {
      label: "Method",
      options: { POST: "POST", PUT: "PUT", PATCH: "PATCH", GET: "GET", DELETE: "DELETE" },
    },
    url: { label: "Address", placeholder: "https://example.com/hook" },
    headers: { label: "Headers" },
    body: { label: "Body", placeholder: '{ "person": "{{ person.id }}" }' },
    saveAs: { label: "Keep the answer as", placeholder: "weather", help: "A variable of the run." },
    timeout: { label: "Give up after" },
  },
};

export const fr: KindTexts = {
  name: "Webhook",
  tagline: "prévenir un autre système",
  help: "Appelle une de vos adresses avec les faits de la personne. La réponse peut être gardée comme variable du passage. Répété avec la même clé, pour que l’autre côté reconnaisse une répétition. Tant qu’aucun canal n’est réglé, il reste dans la boîte d’envoi.",
  fields: {
    method: {
      label: "Méthode",
      options: { POST: "POST", PUT: "PUT", PATCH: "PATCH", GET: "GET", DELETE: "DELETE" },
    },
    url: { label: "Adresse", placeholder: "https://example.com/hook" },
    headers: { label: "En-têtes" },
    body: { label: "Corps", placeholder: '{ "person": "{{ person.id }}" }' },
    saveAs: { label: "Garder la réponse dans", placeholder: "meteo", help: "Une variable du passage." },
    timeout: { label: "Abandonner après" },
  },
};
