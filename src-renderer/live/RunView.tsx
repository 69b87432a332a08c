import { ActionIcon, Anchor, Button, Group, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Braces, History, Table2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RunDetail } from "../../src-shared/api/shapes.ts";
import type { z } from "zod";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { hrefOf, paths } from "../app/routes.ts";
import { portsShown } from "../canvas/node-view.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { replayRun } from "../simulate/replay.ts";
import { StatusChip } from "../ui/StatusChip.tsx";
import { formatTime } from "../ui/TimeText.tsx";
import { CopyAction } from "./CopyAction.tsx";
import css from "./live.module.css";
import { runTone } from "./run-tone.ts";
import { Trace } from "./Trace.tsx";
import { traceAsNdjson, traceAsTable } from "./trace-copy.ts";

interface Props {
  runId: string;
  /** The draft: names the ways out of steps. */
  journey: Journey;
  onBack: () => void;
}

/** One run: who, where, and every line of its trace with its reason. */
export function RunView({ runId, journey, onBack }: Props) {
  const { t } = useTranslation("live");
  const found = useQuery(orpc.runs.get.queryOptions({ input: { id: runId } }));
  return (
    <div className={css.runView} data-testid="run-view">
      <div className={css.runBack}>
        <ActionIcon aria-label={t("run.back")} onClick={onBack} data-testid="run-back">
          <ArrowLeft size={16} aria-hidden />
        </ActionIcon>
        {t("run.back")}
      </div>
      {found.isPending ? (
        <LoadingState />
      ) : found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Shown detail={found.data} journey={journey} />
      )}
    </div>
  );
}

function Shown({ detail, journey }: { detail: z.infer<typeof RunDetail>; journey: Journey }) {
  const { t } = useTranslation(["live", "reason"]);
  const locale = useLocale();
  const [zoneOf, setZoneOf] = useState<"person" | "mine">("person");
  const { summary, run, trace, steps } = detail;
  const person = useQuery(orpc.people.get.queryOptions({ input: { id: run.personId } }));
  const theirs = run.waiting?.zone ?? person.data?.timeZone;
  const zone = zoneOf === "person" ? theirs : undefined;
  const in_ = zone === undefined ? {} : { zone };

  const portLabel = (nodeId: string, port: string) => {
    const node = journey.nodes.find(({ id }) => id === nodeId);
    const known =
      node === undefined ? undefined : portsShown(node, journey, locale).find(({ id }) => id === port);
    return known?.label[locale] ?? port;
  };

  return (
    <>
      <header className={css.runTitle}>
        <h2>
          <Anchor href={hrefOf(paths.person(run.personId))} inherit>
            {summary.personName}
          </Anchor>
        </h2>
        <StatusChip tone={runTone(run.status)}>{t(`status.${run.status}`)}</StatusChip>
        <StatusChip>{t("run.version", { version: summary.version })}</StatusChip>
        <p>
          {t("run.started", { time: formatTime(new Date(run.startedAt), locale, in_) })}{" "}
          <code>{run.entry.name}</code>
          {run.instanceKey !== "" && ` · ${t("runs.key", { key: run.instanceKey })}`}
        </p>
      </header>
      <Group gap="xs" px={14} pb={8} justify="space-between">
        {theirs !== undefined && (
          <SegmentedControl
            value={zoneOf}
            onChange={(value) => setZoneOf(value === "mine" ? "mine" : "person")}
            data={[
              { value: "person", label: t("run.zone", { zone: theirs }) },
              { value: "mine", label: t("run.mine") },
            ]}
          />
        )}
        <Group gap={4}>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<History size={13} aria-hidden />}
            onClick={() => replayRun(journey.id, run.id)}
            data-testid="replay-run"
          >
            {t("run.replay")}
          </Button>
          <CopyAction
            label={t("run.copyTable")}
            text={() => traceAsTable(trace)}
            icon={<Table2 size={13} aria-hidden />}
          />
          <CopyAction
            label={t("run.copyNdjson")}
            text={() => traceAsNdjson(trace)}
            icon={<Braces size={13} aria-hidden />}
          />
        </Group>
      </Group>
      <Trace
        lines={trace}
        sends={detail.sends}
        steps={steps}
        zone={zone}
        portLabel={portLabel}
        heading={t("run.trace")}
      />
    </>
  );
}
