import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { History, RotateCcw } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PastState } from "../../src-shared/api/past.ts";
import { diffJourneys, isSame, type JourneyDiff } from "../../src-shared/journey/diff.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import { replaceJourney } from "../../src-shared/journey/replace.ts";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { useBuilder, useBuilderStore } from "../canvas/store.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { formatTime, TimeText } from "../ui/TimeText.tsx";
import { toast } from "../ui/toast.ts";
import { ChangeList } from "./ChangeList.tsx";
import { DiffCanvas } from "./DiffCanvas.tsx";
import css from "./versions.module.css";

interface Props {
  journeyId: string;
  onClose: () => void;
}

/** Earlier states of the open journey, what changed since each, and the way back to it. */
export function VersionsView({ journeyId, onClose }: Props) {
  const { t } = useTranslation("versions");
  const past = useQuery(orpc.journeys.past.queryOptions({ input: { id: journeyId }, staleTime: 0 }));
  const [wanted, setWanted] = useState<string>();
  if (past.isPending) return <LoadingState />;
  if (past.isError) return <ErrorState error={past.error} onRetry={() => void past.refetch()} />;
  const chosen = past.data.find(({ key }) => key === wanted) ?? past.data[0];
  if (chosen === undefined) return <EmptyState icon={History} title={t("none")} text={t("noneHelp")} />;
  return (
    <div className={css.view}>
      <nav className={css.list} aria-label={t("list")}>
        {past.data.map((state) => (
          <button
            key={state.key}
            type="button"
            aria-current={state.key === chosen.key}
            data-version={state.version}
            onClick={() => setWanted(state.key)}
          >
            <b>{state.version === undefined ? t("kept") : t("published", { number: state.version })}</b>
            <TimeText at={state.at} />
            {(state.people ?? 0) > 0 && <span>{t("people", { count: state.people })}</span>}
          </button>
        ))}
      </nav>
      <Compared key={chosen.key} journeyId={journeyId} state={chosen} onClose={onClose} />
    </div>
  );
}

function Compared({ journeyId, state, onClose }: Props & { state: PastState }) {
  const { t } = useTranslation("versions");
  const locale = useLocale();
  const store = useBuilderStore();
  const now = useBuilder(({ journey }) => journey);
  const [shown, setShown] = useState<string>();
  const text = useQuery(orpc.journeys.pastText.queryOptions({ input: { id: journeyId, key: state.key } }));
  const before = useMemo(
    () => (text.data === undefined ? undefined : readJourney(text.data.text).journey),
    [text.data],
  );
  const diff = useMemo(() => (before === undefined ? undefined : diffJourneys(before, now)), [before, now]);
  if (text.isPending) return <LoadingState />;
  if (text.isError) return <ErrorState error={text.error} onRetry={() => void text.refetch()} />;
  if (before === undefined || diff === undefined) return <EmptyState title={t("unreadable")} />;
  const restore = () => {
    store.getState().run(replaceJourney(now, before));
    onClose();
    toast("ok", t("restored"));
  };
  const same = isSame(diff);
  return (
    <>
      <section className={css.main}>
        <header className={css.head}>
          <h3>{t("since", { time: formatTime(new Date(state.at), locale) })}</h3>
          <Counts diff={diff} />
          <Button
            className={css.restore}
            leftSection={<RotateCcw size={14} aria-hidden />}
            disabled={same}
            onClick={restore}
            data-testid="restore"
          >
            {t("restore")}
          </Button>
        </header>
        <DiffCanvas before={before} after={now} diff={diff} shown={shown} onShow={setShown} />
      </section>
      <aside className={css.changes} aria-label={t("changes")} data-testid="changes">
        {same ? (
          <EmptyState title={t("same")} />
        ) : (
          <ChangeList before={before} after={now} diff={diff} shown={shown} onShow={setShown} />
        )}
      </aside>
    </>
  );
}

const MARKS = ["added", "removed", "changed", "moved"] as const;

function Counts({ diff }: { diff: JourneyDiff }) {
  const { t } = useTranslation("versions");
  const counts = MARKS.map((mark) => ({
    mark,
    count: diff.steps.filter((step) => step.change === mark).length,
  })).filter(({ count }) => count > 0);
  return (
    <span className={css.counts}>
      {counts.map(({ mark, count }) => (
        <span key={mark} className={css.count} data-mark={mark}>
          {t(`counts.${mark}`, { count })}
        </span>
      ))}
    </span>
  );
}
