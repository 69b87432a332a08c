import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { orpc } from "../app/api.ts";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import type { Answer, Reading } from "./reading.ts";

/**
 * Answers a message as its person: the run hears it, and what it changes comes back by the change feed. A message that
 * is only being written has nobody who hears it but its preview.
 */
export function useAnswer({ id, onAnswer }: Reading): { answer: (given: Answer) => void; busy: boolean } {
  const { t } = useTranslation("outbox");
  const describe = useErrorText();
  const mutation = useMutation(
    orpc.outbox.answer.mutationOptions({
      onError: (error) => toast("bad", t("failed", { message: describe(error) })),
    }),
  );
  return {
    answer: (given) => (onAnswer === undefined ? mutation.mutate({ id, ...given }) : onAnswer(given)),
    busy: mutation.isPending,
  };
}
