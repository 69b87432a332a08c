import { Button, Group, Modal, Text } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { ReactFlowProvider } from "@xyflow/react";
import { lazy, memo, Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ExportFormat, JourneyFile, JourneyHead } from "../../src-shared/api/shapes.ts";
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
import { useStable } from "../ui/use-stable.ts";
import { perform } from "./actions/list.ts";
import type { Autosave } from "./autosave.ts";
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

/** Drawn again only when the journey's state or what is around it changes: what follows each letter has its own component. */
function Workbench({ file: opened, kept, mode, onReload }: Props) {
  const autosave = useAutosave(opened, kept);
  const current = useQuery({
    ...orpc.journeys.head.queryOptions({ input: { id: opened.id } }),
    select: shownHead,
  });
  const { state, version } = current.data ?? opened;
  const file = useMemo(() => ({ id: opened.id, state, version }), [opened.id, state, version]);
  // A defect in one step's form must not take the drawing along; choosing another step starts afresh.
  const selected = useBuilder(({ selectedNodes }) => selectedNodes[0] ?? "");
  const exportFile = useExport();
  const [problemsOpened, setProblemsOpened] = useLocalStorage({
    key: "parcours.problems.opened",
    defaultValue: true,
  });
  const openProblems = useStable(() => setProblemsOpened(true));
  const toggleProblems = useStable(() => setProblemsOpened(!problemsOpened));
  const publish = usePublish(opened.id, autosave, openProblems);

  const exportAs = async (format: ExportFormat) => {
    await autosave.flush();
    await exportFile(opened.id, format);
  };
  const startExport = useStable((format: ExportFormat) => void exportAs(format));
  const startPublish = useStable(() => publish.start());
  const desk = useOpenDesk({
    save: () => void autosave.flush(),
    exportAs: startExport,
    publish: startPublish,
  });
  useMenuCommand("undo", () => perform("undo", desk));
  useMenuCommand("redo", () => perform("redo", desk));
  useMenuCommand("export-file", () => startExport("journey"));

  return (
    <div className="builder" data-mode={mode}>
      <TopBar
        file={file}
        mode={mode}
        publishing={publish.isPending}
        onPublish={startPublish}
        onExport={startExport}
        onProblems={openProblems}
      />
      <SaveTrouble journeyId={opened.id} autosave={autosave} onReload={onReload} />
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
          <ProblemsPanel opened={problemsOpened} onToggle={toggleProblems} />
          <ErrorBoundary resetOn={selected}>
            <Inspector />
          </ErrorBoundary>
        </>
      )}
      {publish.dialog}
    </div>
  );
}

/** Without what changes with each save. */
function shownHead({ state, version }: JourneyHead): Pick<JourneyHead, "state" | "version"> {
  return { state, version };
}

interface SaveTroubleProps {
  journeyId: string;
  autosave: Autosave;
  onReload: () => void;
}

/** What is said when the draft could not be stored, or was changed elsewhere. */
function SaveTrouble({ journeyId, autosave, onReload }: SaveTroubleProps) {
  const { t } = useTranslation("canvas");
  const saveIs = useBuilder((state) => state.save.is);
  const { data: theirs } = useQuery({
    ...orpc.journeys.head.queryOptions({ input: { id: journeyId } }),
    select: ({ revision }) => revision,
  });
  // The draft changed elsewhere while nothing here waits to be stored: show that one.
  useEffect(() => {
    if (theirs !== undefined && saveIs === "saved" && theirs > autosave.revision()) onReload();
  }, [theirs, saveIs, autosave, onReload]);
  return (
    <>
      {saveIs === "failed" && (
        <div className="app-banner builder-banner" role="alert">
          {t("failedBanner")}
        </div>
      )}
      <ConflictDialog opened={saveIs === "conflict"} onReload={onReload} onKeep={autosave.keepMine} />
    </>
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

const ConflictDialog = memo(function ConflictDialog({ opened, onReload, onKeep }: ConflictProps) {
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
});
