import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Download, UserX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, orpc } from "../app/api.ts";
import { navigate, paths } from "../app/routes.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import { useSaveFile } from "../ui/use-save-file.ts";

/** What the law gives a person: all that is stored of her, and to be forgotten (reliability.md, Email law and manners). */
export function PersonData({ personId, name }: { personId: string; name: string }) {
  const { t } = useTranslation("people");
  const describe = useErrorText();
  const saveFile = useSaveFile();
  const [asking, setAsking] = useState(false);
  const failed = (error: unknown) => toast("bad", describe(error));
  const exporting = useMutation({
    mutationFn: async () =>
      saveFile(async () => {
        const { fileName: name, text: content } = await api.people.exportOne({ id: personId });
        return { name, mediaType: "application/json", content };
      }),
  });
  const erasing = useMutation(
    orpc.people.erase.mutationOptions({
      onSuccess: ({ backups, written, left }) => {
        setAsking(false);
        navigate(paths.people);
        const inDrafts = written.map(({ journeyId }) => journeyId).join(", ");
        toast(
          "ok",
          [
            t("data.erased", { name, count: backups.length }),
            ...(inDrafts === "" ? [] : [t("data.written", { journeys: inDrafts })]),
          ].join(" "),
        );
        const places = left.map(({ journeyId = "", version, setting }) =>
          setting === undefined ? t("data.version", { journeyId, version }) : t("data.setting", { setting }),
        );
        if (places.length > 0) toast("bad", t("data.left", { places: places.join(", ") }));
      },
      onError: failed,
    }),
  );
  return (
    <Group gap={8}>
      <Button
        size="xs"
        variant="default"
        leftSection={<Download size={14} aria-hidden />}
        loading={exporting.isPending}
        onClick={() => exporting.mutate()}
      >
        {t("data.export")}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<UserX size={14} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t("data.erase")}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t("data.askTitle", { name })}
        text={t("data.askText")}
        confirm={t("data.confirm")}
        danger
        busy={erasing.isPending}
        onConfirm={() => erasing.mutate({ id: personId })}
        onClose={() => setAsking(false)}
      />
    </Group>
  );
}
