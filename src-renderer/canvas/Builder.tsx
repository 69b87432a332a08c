import { Button, Group, Modal, Text } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { ReactFlowProvider } from "@xyflow/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { JourneyFile } from "../../src-shared/api/shapes.ts";
import { historyOf, type HistoryLog } from "../../src-shared/journey/history-log.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { orpc } from "../app/api.ts";
import { useMenuCommand } from "../app/menu.ts";
import type { BuilderMode } from "../app/routes.ts";
import { Inspector } from "../inspector/Inspector.tsx";
import { useKnown } from "../inspector/known-names.ts";
import { useExport } from "../journeys/export.ts";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { perform } from "./actions/list.ts";
import { useBuilderKeys } from "./actions/use-builder-keys.ts";
import { Canvas } from "./Canvas.tsx";
import { useClipboard } from "./clipboard.ts";
import { DeskContext, type Desk } from "./desk.ts";
import { Overlays } from "./Overlays.tsx";
import { Palette } from "./Palette.tsx";
import { ProblemsPanel } from "./ProblemsPanel.tsx";
import { usePublish } from "./publish.tsx";
import { BuilderContext, createBuilderStore, useBuilder } from "./store.ts";
import { TopBar } from "./TopBar.tsx";
import { useAutosave } from "./use-autosave.ts";
import { useOpenDesk } from "./use-open-desk.ts";
import { startChecking } from "./check.ts";

const SimulateMode = lazy(async () => ({
  default: (await import("../simulate/SimulateMode.tsx")).SimulateMode,
}));
const LiveMode = lazy(async () => ({ default: (await import("../live/LiveMode.tsx")).LiveMode }));

interface Props {
  file: JourneyFile;
  journey: Journey;
  /** What was done to it before, as far as it is kept. */
  kept: HistoryLog | undefined;
  mode: BuilderMode;
  onReload: () => void;
}

/** The open journey with everything around it; its document, history and selection live in one store. */
export function Builder(props: Props) {
  const [store] = useState(() =>
    createBuilderStore(
      props.journey,
      props.file.updatedAt,
      props.kept === undefined ? undefined : historyOf(props.kept),
    ),
  );
  const known = useKnown();
  useEffect(() => startChecking(store), [store]);
  useEffect(() => store.setState({ known }), [store, known]);
  return (
    <BuilderContext value={store}>
      <ReactFlowProvider>
        <Workbench {...props} />
      </ReactFlowProvider>
    </BuilderContext>
  );
}

function Workbench({ file: opened, kept, mode, onReload }: Props) {
  const { t } = useTranslation("canvas");
  const autosave = useAutosave(opened, kept);
  const current = useQuery(orpc.journeys.get.queryOptions({ input: { id: opened.id } }));
  const file = current.data ?? opened;
  const saveIs = useBuilder((state) => state.save.is);
  // A defect in one step's form must not take the drawing along; choosing another step starts afresh.
  const selected = useBuilder((state) => state.selectedNodes[0] ?? "");
  const exportFile = useExport();
  const [problemsOpened, setProblemsOpened] = useLocalStorage({
    key: "parcours.problems.opened",
    defaultValue: true,
  });
  const publish = usePublish(opened.id, autosave, () => setProblemsOpened(true));

  // The draft changed elsewhere while nothing here waits to be stored: show that one.
  const theirs = current.data?.revision;
  useEffect(() => {
    if (theirs !== undefined && saveIs === "saved" && theirs > autosave.revision()) onReload();
  }, [theirs, saveIs, autosave, onReload]);

  const exportAs = async (format: Parameters<typeof exportFile>[1]) => {
    await autosave.flush();
    await exportFile(opened.id, format);
  };
  const desk = useOpenDesk({
    save: () => void autosave.flush(),
    exportAs: (format) => void exportAs(format),
    publish: publish.start,
  });
  useMenuCommand("undo", () => perform("undo", desk));
  useMenuCommand("redo", () => perform("redo", desk));
  useMenuCommand("export-file", () => void exportAs("journey"));

  return (
    <div className="builder" data-mode={mode}>
      <TopBar
        file={file}
        mode={mode}
        publishing={publish.isPending}
        onPublish={publish.start}
        onExport={(format) => void exportAs(format)}
        onProblems={() => setProblemsOpened(true)}
      />
      {saveIs === "failed" && (
        <div className="app-banner builder-banner" role="alert">
          {t("failedBanner")}
        </div>
      )}
      {mode !== "design" ? (
        <div className="builder-live">
          <Suspense fallback={<LoadingState />}>
            {mode === "live" ? <LiveMode journeyId={opened.id} /> : <SimulateMode />}
          </Suspense>
        </div>
      ) : (
        <>
          <DeskContext value={desk}>
            <DesignKeys desk={desk} />
            <Palette />
            <ErrorBoundary>
              <Canvas />
            </ErrorBoundary>
            <Overlays />
            <Said />
          </DeskContext>
          <ProblemsPanel opened={problemsOpened} onToggle={() => setProblemsOpened(!problemsOpened)} />
          <ErrorBoundary resetOn={selected}>
            <Inspector />
          </ErrorBoundary>
        </>
      )}
      {publish.dialog}
      <ConflictDialog opened={saveIs === "conflict"} onReload={onReload} onKeep={autosave.keepMine} />
    </div>
  );
}

/** Keys and clipboard, while the journey is on the screen to be drawn on. */
function DesignKeys({ desk }: { desk: Desk }) {
  useBuilderKeys(desk);
  useClipboard(desk);
  return null;
}

/** What happened, for those who do not see it. */
function Said() {
  const { text, number } = useBuilder((state) => state.said);
  return (
    <p className="visually-hidden" role="status" data-testid="said">
      <span key={number}>{text}</span>
    </p>
  );
}

interface ConflictProps {
  opened: boolean;
  onReload: () => void;
  onKeep: () => Promise<boolean>;
}

function ConflictDialog({ opened, onReload, onKeep }: ConflictProps) {
  const { t } = useTranslation("canvas");
  return (
    <Modal
      opened={opened}
      onClose={() => {}}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t("conflict.title")}
    >
      <Text size="sm">{t("conflict.text")}</Text>
      <Group justify="flex-end" mt="md" gap={8}>
        <Button variant="default" onClick={onReload}>
          {t("conflict.reload")}
        </Button>
        <Button onClick={() => void onKeep()}>{t("conflict.keep")}</Button>
      </Group>
    </Modal>
  );
}
