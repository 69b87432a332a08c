import "./texts.ts";
import { ActionIcon, Modal, Tooltip } from "@mantine/core";
import { History } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../canvas/store.ts";
import { LoadingState } from "../ui/LoadingState.tsx";
import css from "./versions.module.css";

const VersionsView = lazy(async () => ({ default: (await import("./VersionsView.tsx")).VersionsView }));

/** Opens the earlier states of the open journey over the whole builder. */
export function VersionsButton({ journeyId }: { journeyId: string }) {
  const { t } = useTranslation("versions");
  const [opened, setOpened] = useState(false);
  const name = useBuilder(({ journey }) => journey.name);
  return (
    <>
      <Tooltip label={t("open")}>
        <ActionIcon aria-label={t("open")} onClick={() => setOpened(true)} data-testid="versions">
          <History size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        fullScreen
        title={t("title", { name })}
        closeButtonProps={{ "aria-label": t("close") }}
        classNames={{ content: css.modal, body: css.modalBody, header: css.modalHead }}
        // Keys that belong to the builder behind it stay with the dialog.
        onKeyDown={(event) => event.stopPropagation()}
      >
        <Suspense fallback={<LoadingState />}>
          <VersionsView journeyId={journeyId} onClose={() => setOpened(false)} />
        </Suspense>
      </Modal>
    </>
  );
}
