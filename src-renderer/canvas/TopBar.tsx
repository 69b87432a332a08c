import { Button, Menu, SegmentedControl } from "@mantine/core";
import { Check, ChevronDown, Download, Rocket, TriangleAlert } from "lucide-react";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ExportFormat, JourneyFile } from "../../src-shared/api/shapes.ts";
import { BUILDER_MODES, hrefOf, navigate, paths, type BuilderMode } from "../app/routes.ts";
import { VersionsButton } from "../versions/VersionsButton.tsx";
import { BriefDialog } from "../export/BriefDialog.tsx";
import { PictureItems } from "../export/PictureItems.tsx";
import { StatusChip } from "../ui/StatusChip.tsx";
import { countOf } from "./node-problems.ts";
import { SavedState } from "./SavedState.tsx";
import { useBuilder, useBuilderStore } from "./store.ts";

interface Props {
  file: Pick<JourneyFile, "id" | "state" | "version">;
  mode: BuilderMode;
  publishing: boolean;
  onPublish: () => void;
  onExport: (format: ExportFormat) => void;
  onProblems: () => void;
}

const formats = ["journey", "graph", "schema", "mermaid"] as const;

/** Name, version, compile state and saved state of the open journey, its modes, export and publish. */
export const TopBar = memo(function TopBar({
  file,
  mode,
  publishing,
  onPublish,
  onExport,
  onProblems,
}: Props) {
  const { t } = useTranslation("canvas");
  const name = useBuilder(({ journey }) => journey.name);
  const store = useBuilderStore();
  const [brief, setBrief] = useState(false);
  return (
    <header className="topbar">
      <h1 className="visually-hidden">{name}</h1>
      <a
        className="topbar-crumb"
        href={hrefOf(paths.journeys)}
        onClick={(event) => {
          event.preventDefault();
          navigate(paths.journeys);
        }}
      >
        {t("breadcrumb")} /
      </a>
      <input
        className="topbar-name"
        aria-label={t("name")}
        value={name}
        maxLength={200}
        size={Math.max(6, name.length)}
        onChange={(event) => {
          const value = event.currentTarget.value;
          // A journey always has a name: an emptied field keeps the last letter until another is typed.
          if (value !== "") store.getState().run({ do: "set-field", place: ["name"], value }, "name");
        }}
      />
      <VersionChip file={file} />
      <VersionsButton journeyId={file.id} />
      <CompileChips onProblems={onProblems} />
      <SavedState />
      <div className="topbar-end">
        <SegmentedControl
          aria-label={t("modes.label")}
          value={mode}
          data={BUILDER_MODES.map((value) => ({ value, label: t(`modes.${value}`) }))}
          onChange={(value) => navigate(paths.mode(file.id, value))}
        />
        <Menu>
          <Menu.Target>
            <Button
              variant="default"
              leftSection={<Download size={14} aria-hidden />}
              rightSection={<ChevronDown size={14} aria-hidden />}
              data-testid="export"
            >
              {t("export.label")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <PictureItems onBrief={() => setBrief(true)} />
            {formats.map((format) => (
              <Menu.Item key={format} onClick={() => onExport(format)} data-testid={`export-${format}`}>
                {t(`export.${format}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <BriefDialog opened={brief} onClose={() => setBrief(false)} version={file.version?.number} />
        <Button
          leftSection={<Rocket size={14} aria-hidden />}
          loading={publishing}
          onClick={onPublish}
          data-testid="publish"
        >
          {t("publish")}
        </Button>
      </div>
    </header>
  );
});

function VersionChip({ file: { state, version } }: { file: Props["file"] }) {
  const { t } = useTranslation("canvas");
  if (version === undefined) return <StatusChip>{t("version.draft")}</StatusChip>;
  const tone = state === "live" ? "ok" : state === "paused" ? "warn" : "plain";
  const key = state === "draft" ? "next" : state;
  return <StatusChip tone={tone}>{t(`version.${key}`, { version: version.number })}</StatusChip>;
}

function CompileChips({ onProblems }: { onProblems: () => void }) {
  const { t } = useTranslation("canvas");
  const problems = useBuilder((state) => state.problems);
  if (problems === undefined) return <StatusChip>{t("compile.running")}</StatusChip>;
  const { errors, warnings } = countOf(problems);
  // Hints stay in the panel: a chip that never goes away says nothing.
  const serious = errors + warnings;
  return (
    <>
      {errors === 0 ? (
        <StatusChip tone="ok">
          <Check size={12} aria-hidden /> {t("compile.ok")}
        </StatusChip>
      ) : (
        <StatusChip tone="bad">{t("compile.bad")}</StatusChip>
      )}
      {serious > 0 && (
        <button
          type="button"
          className="chip"
          data-tone={errors > 0 ? "bad" : "warn"}
          data-testid="problems-chip"
          onClick={onProblems}
        >
          <TriangleAlert size={12} aria-hidden /> {t("problems", { count: serious })}
        </button>
      )}
    </>
  );
}
