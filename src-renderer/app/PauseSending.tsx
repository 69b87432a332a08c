import "./sending-texts.ts";
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { CirclePause } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import { orpc } from "./api.ts";

/** Pauses all sending, after asking; away while it is paused, because the banner then has the way back. */
export function PauseSending() {
  const { t } = useTranslation("sending");
  const describe = useErrorText();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery(orpc.workspace.sending.status.queryOptions());
  const pause = useMutation(
    orpc.workspace.sending.pause.mutationOptions({
      onSuccess: () => setAsking(false),
      onError: (error) => toast("bad", describe(error)),
    }),
  );
  if (data === undefined || !data.open) return null;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<CirclePause size={14} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t("pause")}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t("ask.title")}
        text={t("ask.text")}
        confirm={t("pause")}
        busy={pause.isPending}
        onConfirm={() => pause.mutate(undefined)}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
