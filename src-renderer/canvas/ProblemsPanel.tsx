import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { ChevronDown, ChevronUp, CircleCheck } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { describeProblem, type Problem } from "../../src-shared/problems.ts";
import { useLocale } from "../app/i18n.ts";
import { SeverityIcon } from "../ui/ProblemList.tsx";
import { ResizeHandle } from "../ui/ResizeHandle.tsx";
import { jumpTo } from "./go-to-problem.ts";
import { countOf } from "./node-problems.ts";
import { titleOf } from "./node-view.ts";
import { useBuilder, useBuilderStore } from "./store.ts";

interface PanelProps {
  opened: boolean;
  onToggle: () => void;
}

/** What keeps the journey from being published, and what one should know; each leads to its place. */
export const ProblemsPanel = memo(function ProblemsPanel({ opened, onToggle }: PanelProps) {
  const { t } = useTranslation("canvas");
  const problems = useBuilder((state) => state.problems);
  const [height, setHeight] = useLocalStorage({ key: "parcours.problems.height", defaultValue: 128 });
  const { errors, warnings } = countOf(problems ?? []);
  const Chevron = opened ? ChevronDown : ChevronUp;
  return (
    <section
      className="problems"
      data-testid="problems"
      aria-label={t("problemsPanel.title")}
      style={{ height: opened ? height : undefined }}
    >
      {opened && (
        <ResizeHandle
          label={t("problemsPanel.resize")}
          edge="top"
          size={height}
          min={96}
          max={480}
          onResize={setHeight}
        />
      )}
      <header>
        <h2>{t("problemsPanel.title")}</h2>
        {/* As in the top bar: hints are listed and not counted. */}
        {errors + warnings > 0 && (
          <span className="chip" data-tone={errors > 0 ? "bad" : "warn"}>
            {errors + warnings}
          </span>
        )}
        <Tooltip label={t(opened ? "problemsPanel.collapse" : "problemsPanel.expand")}>
          <ActionIcon
            aria-label={t(opened ? "problemsPanel.collapse" : "problemsPanel.expand")}
            aria-expanded={opened}
            onClick={onToggle}
          >
            <Chevron size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      {opened && (
        <div className="problems-body" aria-live="polite">
          {problems === undefined && <p>{t("problemsPanel.checking")}</p>}
          {problems?.length === 0 && (
            <p className="problems-none">
              <CircleCheck size={16} aria-hidden /> {t("problemsPanel.none")}
            </p>
          )}
          <ul>
            {problems?.map((problem, index) => (
              <ProblemRow key={index} problem={problem} />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
});

/** One problem with the way to its place; what mends it is one step of the history, so that it can be taken back. */
const ProblemRow = memo(function ProblemRow({ problem }: { problem: Problem }) {
  const { t } = useTranslation("canvas");
  const locale = useLocale();
  const store = useBuilderStore();
  const { nodeId, fix } = problem;
  const name = useBuilder(({ journey }) =>
    nodeId === undefined ? undefined : titleOf(journey.nodes, nodeId, locale),
  );
  const { message, hint } = describeProblem(problem, locale);
  return (
    <li>
      <button type="button" onClick={() => jumpTo(store, problem)} data-code={problem.code}>
        <SeverityIcon severity={problem.severity} />
        <span className="visually-hidden">{t(`problemsPanel.severity.${problem.severity}`)}:</span>
        <span className="problem-place">{name ?? nodeId ?? t("problemsPanel.journey")}</span>
        <span>
          {message} {hint !== undefined && <small>{hint}</small>}
        </span>
      </button>
      {fix !== undefined && (
        <Button
          className="problem-fix"
          variant="default"
          size="compact-xs"
          data-testid={`fix-${problem.code}`}
          onClick={() => store.getState().run(fix.command)}
        >
          {fix.label[locale]}
        </Button>
      )}
    </li>
  );
});
