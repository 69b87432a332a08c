import { Anchor } from "@mantine/core";
import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { hrefOf, paths } from "../app/routes.ts";
import { problemsOf, useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import type { Autosave } from "./autosave.ts";
import { useBuilderStore } from "./store.ts";

/** Publishes what is on the screen: stores it first, and shows the problems when it cannot run yet. */
export function usePublish(
  id: string,
  autosave: Autosave,
  showProblems: () => void,
): UseMutationResult<{ version: number } | undefined, Error, void> {
  const { t } = useTranslation("canvas");
  const describe = useErrorText();
  const store = useBuilderStore();
  return useMutation({
    mutationFn: async () => ((await autosave.flush()) ? api.journeys.publish({ id }) : undefined),
    onSuccess: (published) => {
      if (published === undefined) {
        toast("bad", t("notStored"));
        return;
      }
      toast(
        "ok",
        <Anchor size="sm" href={hrefOf(paths.live(id))}>
          {t("toLive")}
        </Anchor>,
        t("published", { version: published.version }),
      );
    },
    onError: (error) => {
      const problems = problemsOf(error);
      if (problems.length === 0) {
        toast("bad", describe(error));
        return;
      }
      store.setState({ problems });
      showProblems();
      toast("bad", t("publishRefused"));
    },
  });
}
