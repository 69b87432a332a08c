import { Anchor } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { LiveEditInput } from "../../src-shared/api/shapes.ts";
import { api } from "../app/api.ts";
import { hrefOf, paths } from "../app/routes.ts";
import { problemsOf, useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import type { Autosave } from "./autosave.ts";
import { PublishDialog } from "./PublishDialog.tsx";
import { useBuilderStore } from "./store.ts";

/** Publishing from the builder: what to call, whether it runs, and the dialog when people are waiting. */
interface Publishing {
  start: () => void;
  isPending: boolean;
  dialog: ReactNode;
}

/**
 * Publishes what is on the screen: stores it first, shows the problems when it cannot run yet, and asks what becomes
 * of people who wait on older versions before anything happens.
 */
export function usePublish(id: string, autosave: Autosave, showProblems: () => void): Publishing {
  const { t } = useTranslation("canvas");
  const describe = useErrorText();
  const store = useBuilderStore();
  const [asking, setAsking] = useState(false);

  const onError = (error: Error): void => {
    setAsking(false);
    const problems = problemsOf(error);
    if (problems.length === 0) {
      toast("bad", describe(error));
      return;
    }
    store.setState({ problems });
    showProblems();
    toast("bad", t("publishRefused"));
  };
  const publish = useMutation({
    mutationFn: (input: Partial<LiveEditInput>) => api.journeys.publish({ id, ...input }),
    onSuccess: ({ version }) => {
      setAsking(false);
      toast(
        "ok",
        <Anchor size="sm" href={hrefOf(paths.live(id))}>
          {t("toLive")}
        </Anchor>,
        t("published", { version }),
      );
    },
    onError,
  });
  const plan = useMutation({
    mutationFn: async () => ((await autosave.flush()) ? api.journeys.planPublish({ id }) : undefined),
    onSuccess: (planned) => {
      if (planned === undefined) toast("bad", t("notStored"));
      else if (planned.versions.length > 0) setAsking(true);
      else publish.mutate({});
    },
    onError,
  });
  return {
    start: () => plan.mutate(),
    isPending: plan.isPending || publish.isPending,
    dialog: asking && (
      <PublishDialog
        id={id}
        publishing={publish.isPending}
        onPublish={(input) => publish.mutate(input)}
        onClose={() => setAsking(false)}
      />
    ),
  };
}
