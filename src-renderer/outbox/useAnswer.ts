import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { orpc } from "../app/api.ts";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";

/** An answer as its person gives it. */
export type Answer =
  | { button: string }
  | { score?: number; answers?: Record<string, string | number | boolean>; comment?: string };

/** Answers a message as its person; what it changes comes back by the change feed. */
export function useAnswer(id: string): { answer: (given: Answer) => void; busy: boolean } {
  const { t } = useTranslation("outbox");
  const describe = useErrorText();
  const mutation = useMutation(
    orpc.outbox.answer.mutationOptions({
      onError: (error) => toast("bad", t("failed", { message: describe(error) })),
    }),
  );
  return { answer: (given) => mutation.mutate({ id, ...given }), busy: mutation.isPending };
}
