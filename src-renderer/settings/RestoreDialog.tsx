import "../app/care-texts.ts";
import { Button, Group, Modal, Progress, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { CareStatus } from "../../src-shared/api/care.ts";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { formatTime } from "../ui/TimeText.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import { RepeatList } from "./RepeatList.tsx";

interface Props {
  backup: CareStatus["backups"][number];
  onClose: () => void;
}

/** Asks before the workspace becomes what a backup holds: what happens to the present one, and what would go out again. */
export function RestoreDialog({ backup: { name, madeAt }, onClose }: Props) {
  const { t } = useTranslation("care");
  const { t: tApp } = useTranslation("app");
  const locale = useLocale();
  const describe = useErrorText();
  const at = formatTime(new Date(madeAt), locale);
  // Read anew each time: what is due changes with the clock.
  const preview = useQuery(
    orpc.workspace.care.preview.queryOptions({ input: { name }, gcTime: 0, staleTime: 0 }),
  );
  const restore = useMutation(
    orpc.workspace.care.restore.mutationOptions({
      onSuccess: () => {
        toast("ok", t("goBack.done", { at }));
        onClose();
      },
      onError: (error) => toast("bad", describe(error)),
    }),
  );
  return (
    <Modal
      opened
      onClose={restore.isPending ? () => undefined : onClose}
      title={t("goBack.title", { at })}
      size="lg"
      closeButtonProps={{ "aria-label": tApp("close") }}
    >
      <Text size="sm">{t("goBack.text", { at })}</Text>
      <Text size="sm" fw={600} mt="sm">
        {t("goBack.paused")}
      </Text>
      {preview.isPending && <LoadingState />}
      {preview.isError && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.isSuccess && <RepeatList repeat={preview.data} />}
      {restore.isPending && <RestoreProgress />}
      <Group justify="flex-end" mt="md" gap={8}>
        <Button variant="default" disabled={restore.isPending} onClick={onClose} data-autofocus>
          {tApp("cancel")}
        </Button>
        <Button
          color="red"
          loading={restore.isPending}
          disabled={!preview.isSuccess}
          onClick={() => restore.mutate({ name })}
          data-testid="restore-confirm"
        >
          {t("goBack.confirm")}
        </Button>
      </Group>
    </Modal>
  );
}

/** How far the backup is; the app is worked with meanwhile. */
function RestoreProgress() {
  const { t } = useTranslation("care");
  const { data } = useQuery(orpc.workspace.care.status.queryOptions());
  const { doing = "copying", share = 1 } = data?.restoring ?? { share: 0 };
  const label = t(`goBack.${doing}`);
  return (
    <div role="status" data-testid="restoring">
      <Text size="sm" mt="md">
        {label}
      </Text>
      <Progress
        mt={4}
        aria-label={label}
        value={share * 100}
        animated={doing === "checking"}
        striped={doing === "checking"}
      />
    </div>
  );
}
