import "./texts.ts";
import { ActionIcon, Button, FileButton, Group, Loader, Switch } from "@mantine/core";
import { CircleCheck, CircleX, Download, FlaskConical, FolderOpen, Plus, Save, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { KeptScenario, ScenarioResults } from "../../src-shared/api/scenarios.ts";
import { describeProblem } from "../../src-shared/problems.ts";
import { useLocale } from "../app/i18n.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { ProblemList } from "../ui/ProblemList.tsx";
import { toast } from "../ui/toast.ts";
import { useSaveFile } from "../ui/use-save-file.ts";
import css from "./scenarios.module.css";
import type { useScenarios } from "./use-scenarios.tsx";

interface Props {
  scenarios: ReturnType<typeof useScenarios>;
  showsCoverage: boolean;
  onShowCoverage: (on: boolean) => void;
  /** Names of steps by id, for the way that nobody goes. */
  nameOf: (nodeId: string) => string;
  /** Undefined while there is no walk to be kept. */
  onSave: (() => void) | undefined;
  onOpen: (scenario: KeptScenario) => void;
  onSuggested: (traits: Record<string, unknown>) => void;
}

/** The scenarios of a journey with what came of them, and how much of the journey they walk through. */
export function ScenariosTab(props: Props) {
  const { t } = useTranslation("scenarios");
  const { scenarios, onSave } = props;
  const { list, results, isRunning, error } = scenarios;
  if (list.data === undefined)
    return list.error === null ? (
      <LoadingState />
    ) : (
      <ErrorState error={list.error} onRetry={() => void list.refetch()} />
    );
  const kept = list.data.scenarios;
  const byId = new Map(results?.results.map((result) => [result.id, result]));
  const passed = kept.filter(({ id }) => byId.get(id)?.passed === true).length;
  return (
    <div className={css.tab} data-testid="scenarios">
      <Group gap={8}>
        <Button
          size="compact-sm"
          leftSection={<Save size={13} aria-hidden />}
          disabled={onSave === undefined}
          onClick={onSave}
          data-testid="save-scenario"
        >
          {t("save")}
        </Button>
        <FileButton
          accept="application/json,.json"
          onChange={(file) =>
            void file?.text().then(
              (text) => scenarios.save({ text }),
              () => toast("bad", t("unreadable")),
            )
          }
        >
          {(button) => (
            <Button
              {...button}
              size="compact-sm"
              variant="default"
              leftSection={<FolderOpen size={13} aria-hidden />}
            >
              {t("import")}
            </Button>
          )}
        </FileButton>
        {isRunning && <Loader size="xs" aria-label={t("running")} />}
      </Group>
      {kept.length === 0 ? (
        <EmptyState icon={FlaskConical} title={t("none.title")} text={t("none.text")} />
      ) : (
        <>
          <p className={css.sum} role="status" data-testid="scenarios-sum">
            {error !== null
              ? t("failedToRun")
              : results === undefined
                ? t("running")
                : t("sum", { passed, all: kept.length })}
          </p>
          {results !== undefined && results.problems.length > 0 && (
            <ProblemList problems={results.problems} />
          )}
          <ul className={css.list}>
            {kept.map((scenario) => (
              <Row
                key={scenario.id}
                scenario={scenario}
                result={byId.get(scenario.id)}
                onOpen={() => props.onOpen(scenario)}
                onRemove={() => scenarios.remove(scenario)}
              />
            ))}
          </ul>
        </>
      )}
      <Coverage {...props} results={results} />
      <Switch
        label={t("gate.label")}
        description={t("gate.text")}
        checked={list.data.gate}
        onChange={({ currentTarget }) => scenarios.setGate(currentTarget.checked)}
        data-testid="scenario-gate"
      />
    </div>
  );
}

interface RowProps {
  scenario: KeptScenario;
  result: ScenarioResults["results"][number] | undefined;
  onOpen: () => void;
  onRemove: () => void;
}

function Row({ scenario: { id, name, text }, result, onOpen, onRemove }: RowProps) {
  const { t } = useTranslation("scenarios");
  const locale = useLocale();
  const saveFile = useSaveFile();
  const failed = result?.expect.filter(({ ok }) => !ok) ?? [];
  const is = result === undefined ? "unknown" : result.passed ? "passed" : "failed";
  return (
    <li data-is={is} data-testid={`scenario-${id}`}>
      {is === "passed" && <CircleCheck size={15} aria-label={t("passed")} />}
      {is === "failed" && <CircleX size={15} aria-label={t("failed")} />}
      {is === "unknown" && <span className={css.unknown} role="img" aria-label={t("notYet")} />}
      <span className={css.name}>
        <button type="button" onClick={onOpen} title={t("open")}>
          {name}
        </button>
        {failed.map(({ words }, index) => (
          <small key={index}>{words[locale]}</small>
        ))}
        {result?.problems.map((problem, index) => (
          <small key={`p${index}`}>{describeProblem(problem, locale).message}</small>
        ))}
      </span>
      <ActionIcon
        aria-label={t("download", { name })}
        onClick={() =>
          void saveFile(() => ({
            name: `${fileName(name)}.scenario.json`,
            mediaType: "application/json",
            content: text,
          }))
        }
      >
        <Download size={13} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label={t("remove", { name })} onClick={onRemove}>
        <Trash2 size={13} aria-hidden />
      </ActionIcon>
    </li>
  );
}

interface CoverageProps extends Pick<Props, "showsCoverage" | "onShowCoverage" | "nameOf" | "onSuggested"> {
  results: ScenarioResults | undefined;
}

function Coverage({ results, showsCoverage, onShowCoverage, nameOf, onSuggested }: CoverageProps) {
  const { t } = useTranslation("scenarios");
  const locale = useLocale();
  const { coverage, uncovered } = results ?? {};
  if (coverage === undefined) return null;
  const { nodes, ports } = coverage;
  return (
    <section className={css.coverage} aria-label={t("coverage.title")}>
      <Group justify="space-between">
        <h3>{t("coverage.title")}</h3>
        <Switch
          size="xs"
          label={t("coverage.show")}
          checked={showsCoverage}
          onChange={({ currentTarget }) => onShowCoverage(currentTarget.checked)}
          data-testid="show-coverage"
        />
      </Group>
      <p data-testid="coverage">
        {t("coverage.sum", {
          nodes: nodes.reached,
          allNodes: nodes.all,
          ports: ports.reached,
          allPorts: ports.all,
        })}
      </p>
      {uncovered === undefined ? (
        <p>{t("coverage.all")}</p>
      ) : (
        <>
          <p data-testid="uncovered">
            {t("coverage.missed", {
              path: [...uncovered.path.map(({ node }) => nameOf(node)), nameOf(uncovered.end)].join(" → "),
            })}
          </p>
          {uncovered.open[locale].length > 0 && (
            <p>{t("coverage.open", { what: uncovered.open[locale].join(", ") })}</p>
          )}
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Plus size={13} aria-hidden />}
            onClick={() => onSuggested(uncovered.traits)}
            data-testid="suggest-persona"
          >
            {Object.keys(uncovered.traits).length === 0
              ? t("coverage.tryPlain")
              : t("coverage.try", {
                  traits: Object.entries(uncovered.traits)
                    .map(([key, value]) => `${key} = ${JSON.stringify(value)}`)
                    .join(", "),
                })}
          </Button>
        </>
      )}
    </section>
  );
}

/** A name fit for a file: letters of any language and digits stay. */
function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return plain === "" ? "scenario" : plain.slice(0, 80);
}
