import { Anchor } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import "./texts.ts";
import type { KeptScenario, ScenarioResults } from "../../src-shared/api/scenarios.ts";
import { writeJourney } from "../../src-shared/journey/write.ts";
import { api, orpc } from "../app/api.ts";
import { useBuilder } from "../canvas/store.ts";
import { problemsOf, useErrorText } from "../ui/error-text.ts";
import { ProblemList } from "../ui/ProblemList.tsx";
import { toast } from "../ui/toast.ts";

/** Quiet time after an edit before the scenarios are played again, ms. */
const QUIET_MS = 500;

/** The scenarios of the open journey, played against it as it is drawn, anew after each change. */
export function useScenarios(): {
  list: ReturnType<typeof useList>;
  results: ScenarioResults | undefined;
  isRunning: boolean;
  error: Error | null;
  save: (input: { id?: string | undefined; text: string }) => Promise<boolean>;
  remove: (scenario: KeptScenario) => void;
  setGate: (on: boolean) => void;
} {
  const { t } = useTranslation("scenarios");
  const describe = useErrorText();
  const journey = useBuilder((state) => state.journey);
  const list = useList(journey.id);
  const [text] = useDebouncedValue(
    useMemo(() => writeJourney(journey), [journey]),
    QUIET_MS,
  );
  // Kept under what was played: another list or another drawing is another answer, the last one stays meanwhile.
  const kept = list.data?.scenarios.map(({ id, updatedAt }) => `${id} ${updatedAt}`).join() ?? "";
  const run = useQuery({
    queryKey: ["scenarios", journey.id, text, kept],
    queryFn: ({ signal }) => api.scenarios.run({ journeyId: journey.id, journey: text }, { signal }),
    enabled: list.data !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  const onError = (error: Error): void => {
    const problems = problemsOf(error);
    toast("bad", problems.length === 0 ? describe(error) : <ProblemList problems={problems} />);
  };
  const refresh = (): void => void list.refetch();
  const save = useMutation({
    mutationFn: (input: { id?: string | undefined; text: string }) =>
      api.scenarios.save({
        journeyId: journey.id,
        text: input.text,
        ...(input.id === undefined ? {} : { id: input.id }),
      }),
    onSuccess: refresh,
    onError,
  });
  const remove = useMutation({
    mutationFn: ({ id }: KeptScenario) => api.scenarios.remove({ journeyId: journey.id, id }),
    onSuccess: (_, { id, name, text: document }) => {
      refresh();
      const back = (): void => save.mutate({ id, text: document });
      toast(
        "plain",
        <Anchor component="button" size="sm" onClick={back}>
          {t("undoRemove")}
        </Anchor>,
        t("removed", { name }),
      );
    },
    onError,
  });
  const gate = useMutation({
    mutationFn: (on: boolean) => api.scenarios.setGate({ journeyId: journey.id, on }),
    onSuccess: refresh,
    onError,
  });
  return {
    list,
    results: run.data,
    isRunning: run.isFetching,
    error: run.error,
    save: (input) =>
      save.mutateAsync(input).then(
        () => true,
        () => false,
      ),
    remove: (scenario) => remove.mutate(scenario),
    setGate: (on) => gate.mutate(on),
  };
}

function useList(journeyId: string) {
  return useQuery(orpc.scenarios.list.queryOptions({ input: { journeyId } }));
}
