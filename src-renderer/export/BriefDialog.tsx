import "./texts.ts";
import { Button, Modal } from "@mantine/core";
import { Printer } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../canvas/store.ts";
import { LoadingState } from "../ui/LoadingState.tsx";
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
 * makes a PDF with real fonts and text that can be searched.
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
        <Button
          leftSection={<Printer size={14} aria-hidden />}
          onClick={() => window.print()}
          data-testid="print"
        >
          {t("print")}
        </Button>
      </div>
      <Suspense fallback={<LoadingState />}>
        <Brief version={version} />
      </Suspense>
    </Modal>
  );
}
