import { Button, Select, UnstyledButton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Route } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { RunSummary } from "../../src-shared/api/shapes.ts";
import { RunStatus } from "../../src-shared/engine/run.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { viewOf } from "../canvas/node-view.ts";
import { Pager } from "../people/Pager.tsx";
import { PersonPicker } from "../people/PersonPicker.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { StatusChip } from "../ui/StatusChip.tsx";
import { formatTime, TimeText } from "../ui/TimeText.tsx";
import { chooseRun } from "./chosen-run.ts";
import css from "./live.module.css";
import { runTone } from "./run-tone.ts";

const PAGE = 50;

/** What the list of runs is narrowed to; an absent member does not narrow. */
export interface RunFilters {
  status?: RunStatus | undefined;
  nodeId?: string | undefined;
  personId?: string | undefined;
}

export const NO_RUN_FILTERS: RunFilters = {};

interface Props {
  journeyId: string;
  journey: Journey;
  filters: RunFilters;
  onFilter: (next: RunFilters) => void;
}

/** The runs of a journey, newest first. Arrow keys walk through them, Enter opens one. */
export function RunList({ journeyId, journey, filters, onFilter }: Props) {
  const { t } = useTranslation("live");
  const locale = useLocale();
  const [offset, setOffset] = useState(0);
  const found = useQuery(
    orpc.runs.list.queryOptions({
      input: { journeyId, ...filters, limit: PAGE, offset },
      placeholderData: keepPreviousData,
    }),
  );
  const names = new Map(journey.nodes.map((node) => [node.id, viewOf(node, locale).title]));
  const filtered = Object.values(filters).some((value) => value !== undefined);
  const narrow = (next: RunFilters) => {
    setOffset(0);
    onFilter({ ...filters, ...next });
  };
  return (
    <>
      <div className={css.filters}>
        <Select
          label={t("runs.status")}
          placeholder={t("runs.any")}
          clearable
          data={RunStatus.options.map((status) => ({ value: status, label: t(`status.${status}`) }))}
          value={filters.status ?? null}
          onChange={(status) => narrow({ status: RunStatus.safeParse(status).data })}
        />
        <Select
          label={t("runs.step")}
          placeholder={t("runs.any")}
          clearable
          searchable
          data={[...names].map(([value, label]) => ({ value, label }))}
          value={filters.nodeId ?? null}
          onChange={(nodeId) => narrow({ nodeId: nodeId ?? undefined })}
        />
        <PersonPicker
          label={t("runs.person")}
          placeholder={t("runs.anybody")}
          value={filters.personId}
          onChange={(personId) => narrow({ personId })}
        />
      </div>
      {found.isPending ? (
        <LoadingState />
      ) : found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : found.data.runs.length === 0 ? (
        <EmptyState
          icon={Route}
          title={t(filtered ? "runs.noMatch" : "runs.empty")}
          {...(filtered ? {} : { text: t("runs.emptyHelp") })}
        >
          {filtered && (
            <Button variant="default" onClick={() => onFilter(NO_RUN_FILTERS)}>
              {t("runs.clear")}
            </Button>
          )}
        </EmptyState>
      ) : (
        <ul className={css.lines} data-testid="run-list" aria-label={t("runs.label")} onKeyDown={walk}>
          {found.data.runs.map((run) => (
            <li key={run.id}>
              <RunRow run={run} step={names.get(run.nodeId) ?? run.nodeId} />
            </li>
          ))}
        </ul>
      )}
      <Pager total={found.data?.total ?? 0} offset={offset} size={PAGE} onChange={setOffset} />
    </>
  );
}

function RunRow({ run, step }: { run: RunSummary; step: string }) {
  const { t } = useTranslation(["live", "reason"]);
  const locale = useLocale();
  const ended =
    run.endReason === undefined ? undefined : t(run.endReason, { ns: "reason", defaultValue: run.endReason });
  const doing =
    run.status !== "active"
      ? ended
      : run.until !== undefined
        ? t("runs.until", { time: formatTime(new Date(run.until), locale) })
        : run.waitingFor === undefined
          ? undefined
          : t(`runs.waiting.${run.waitingFor}`);
  return (
    <UnstyledButton
      className={css.runRow}
      data-testid={`run-${run.id}`}
      data-status={run.status}
      onClick={() => chooseRun(run.journeyId, run.id)}
    >
      <span className={css.runHead}>
        <b>{run.personName}</b>
        <StatusChip tone={runTone(run.status)}>{t(`status.${run.status}`)}</StatusChip>
        <TimeText at={run.startedAt} />
      </span>
      <span className={css.runFoot}>
        {[
          t("runs.at", { step }),
          doing,
          run.instanceKey === "" ? undefined : t("runs.key", { key: run.instanceKey }),
        ]
          .filter((part) => part !== undefined)
          .join(" · ")}
      </span>
    </UnstyledButton>
  );
}

function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll("button")];
  const next = rows[rows.findIndex((row) => row === document.activeElement) + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
