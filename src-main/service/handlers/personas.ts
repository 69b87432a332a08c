import { MOST_PERSONAS } from "../../../src-shared/api/personas.ts";
import { listPersonas, removePersona, savePersona } from "../../store/personas.ts";
import { api } from "./base.ts";

export const personas = {
  list: api.personas.list.handler(({ context }) => listPersonas(context.db)),

  save: api.personas.save.handler(({ context, input, errors }) => {
    const { db, clock } = context.writer();
    const known = listPersonas(db).map(({ id }) => id);
    const all = new Set([...known, ...input.personas.map(({ id }) => id)]);
    if (all.size > MOST_PERSONAS) throw errors.REFUSED({ data: { code: "too-many-personas" } });
    db.transaction(() => {
      for (const persona of input.personas) savePersona(db, persona, clock.now());
    });
    context.changes.tell("people");
    return { ok: true as const };
  }),

  remove: api.personas.remove.handler(({ context, input, errors }) => {
    if (!removePersona(context.writer().db, input.id))
      throw errors.NOT_FOUND({ data: { what: "persona", id: input.id } });
    context.changes.tell("people");
    return { ok: true as const };
  }),
};
