import { Anchor } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Person } from "../../src-shared/person/person.ts";
import { api, orpc } from "../app/api.ts";
import { personName } from "../people/name.ts";
import { problemsOf, useErrorText } from "../ui/error-text.ts";
import { ProblemList } from "../ui/ProblemList.tsx";
import { toast } from "../ui/toast.ts";

const NOBODY: readonly Person[] = [];

/** The personas of the workspace, and what can be done with them. */
export function useLibrary(): {
  personas: readonly Person[];
  save: (personas: Person[]) => Promise<boolean>;
  remove: (persona: Person) => void;
} {
  const { t } = useTranslation("persona");
  const describe = useErrorText();
  const list = useQuery(orpc.personas.list.queryOptions());
  const refresh = (): void => void list.refetch();
  const onError = (error: Error): void => {
    const problems = problemsOf(error);
    toast("bad", problems.length === 0 ? describe(error) : <ProblemList problems={problems} />);
  };
  const save = useMutation({
    mutationFn: (personas: Person[]) => api.personas.save({ personas }),
    onSuccess: refresh,
    onError,
  });
  const remove = useMutation({
    mutationFn: ({ id }: Person) => api.personas.remove({ id }),
    onSuccess: (_, persona) => {
      refresh();
      toast(
        "plain",
        <Anchor component="button" size="sm" onClick={() => save.mutate([persona])}>
          {t("library.undo")}
        </Anchor>,
        t("library.removed", { name: personName(persona) }),
      );
    },
    onError,
  });
  return {
    personas: list.data ?? NOBODY,
    save: (personas) =>
      save.mutateAsync(personas).then(
        () => true,
        () => false,
      ),
    remove: (persona) => remove.mutate(persona),
  };
}

/** An id for a new persona. */
export function newPersonaId(): string {
  return `persona-${crypto.randomUUID().slice(0, 8)}`;
}
