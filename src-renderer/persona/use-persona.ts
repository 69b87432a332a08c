import "./texts.ts";
import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { KeptEventRow } from "../../src-shared/api/shapes.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { orpc } from "../app/api.ts";
import { useKnown } from "../inspector/known-names.ts";
import { personName } from "../people/name.ts";
import { dressed, personas } from "./personas.ts";

/** Who is looked through: a made-up person, or a real one's copy. */
export interface Chosen {
  /** `persona:sara` of those that are shipped, `mine:persona-1` of the library, or `person:u-17`. */
  key: string;
  person: Person;
  name: string;
  /** Her own events, the newest first; nobody made up has any. */
  events: readonly KeptEventRow[];
}

const first = "persona:sara";

/** Events of a person that are looked through for the one that would have started the run. */
const LOOKED_THROUGH = 200;

/** The person everything in the builder is looked at through, the same in all of it and kept on this machine. */
export function usePersona(): { chosen: Chosen; choose: (key: string) => void } {
  const { t } = useTranslation("persona");
  const [key, choose] = useLocalStorage({ key: "parcours.persona", defaultValue: first });
  const known = useKnown();
  const personId = key.startsWith("person:") ? key.slice("person:".length) : undefined;
  const real = useQuery(
    orpc.people.get.queryOptions({ input: { id: personId ?? "" }, enabled: personId !== undefined }),
  );
  const events = useQuery(
    orpc.events.recent.queryOptions({
      input: { personId: personId ?? "", limit: LOOKED_THROUGH },
      enabled: personId !== undefined,
    }),
  );
  const library = useQuery(orpc.personas.list.queryOptions()).data;
  const chosen = useMemo((): Chosen => {
    const mine = library?.find(({ id }) => key === `mine:${id}`);
    if (mine !== undefined) return { key, person: mine, name: personName(mine), events: [] };
    if (personId !== undefined && real.data !== undefined)
      return { key, person: real.data, name: personName(real.data), events: events.data ?? [] };
    // Somebody who was erased meanwhile, or is not read yet: the first of the made-up ones stands in.
    const persona =
      personas().find(({ id }) => key === `persona:${id}`) ?? personas().find(({ id }) => first.endsWith(id));
    if (persona === undefined) throw new Error("there is no first persona");
    const person = dressed(persona, known);
    return {
      key: `persona:${persona.id}`,
      person,
      name: persona.typical ? personName(person) : t("nobody"),
      events: [],
    };
  }, [key, personId, real.data, events.data, library, known, t]);
  return { chosen, choose };
}
