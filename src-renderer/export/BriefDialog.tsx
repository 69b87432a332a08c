import "./texts.ts";
import { Button, Modal } from "@mantine/core";
import { FileDown, Printer } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DesktopBridge } from "../../src-shared/api/desktop.ts";
import { desktop } from "../app/api.ts";
import { useBuilder, useBuilderStore } from "../canvas/store.ts";
import { LoadingState } from "../ui/LoadingState.tsx";
import { useSaveWith } from "../ui/use-save-file.ts";
import css from "./brief.module.css";

const Brief = lazy(async () => ({ default: (await import("./Brief.tsx")).Brief }));

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Number of the newest published version, if any. */
  version: number | undefined;
}

/**
 * The journey as a document to hand round, on the screen as on paper. It leaves by the browser's own printing, which
 * makes a PDF with real fonts and text that can be searched; the desktop window also writes that PDF without a dialog
 * for printers.
 */
export function BriefDialog({ opened, onClose, version }: Props) {
  const { t } = useTranslation("export");
  const name = useBuilder(({ journey }) => journey.name);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      fullScreen
      title={t("briefTitle", { name })}
      closeButtonProps={{ "aria-label": t("close") }}
      classNames={{
        root: css.root,
        inner: css.inner,
        content: css.content,
        overlay: css.overlay,
        header: css.header,
        body: css.body,
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className={css.bar}>
        {desktop !== undefined && <SavePdf bridge={desktop} />}
        <Button
          variant={desktop === undefined ? "filled" : "default"}
          leftSection={<Printer size={14} aria-hidden />}
          onClick={() => window.print()}
          data-testid="print"
        >
          {t(desktop === undefined ? "printOrSave" : "print")}
        </Button>
      </div>
      <Suspense fallback={<LoadingState />}>
        <Brief version={version} />
      </Suspense>
    </Modal>
  );
}

function SavePdf({ bridge }: { bridge: DesktopBridge }) {
  const { t } = useTranslation("export");
  const store = useBuilderStore();
  const saveWith = useSaveWith();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    await saveWith(() => bridge.savePdf({ name: `${store.getState().journey.id}.pdf` }));
    setBusy(false);
  };
  return (
    <Button
      leftSection={<FileDown size={14} aria-hidden />}
      loading={busy}
      onClick={() => void save()}
      data-testid="save-pdf"
    >
      {t("savePdf")}
    </Button>
  );
}
