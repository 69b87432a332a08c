import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Split } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { KeptEventRow, RunDetail } from "../../src-shared/api/shapes.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { orpc } from "../app/api.ts";
import { useBuilder } from "../canvas/store.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { planOfRun } from "./plan-of-run.ts";
import { forkedAt } from "./futures.ts";
import { replayRun, startWhatIf } from "./replay.ts";
import type { Point, Walk } from "./seen.ts";
import css from "./simulate.module.css";
import { WalkView } from "./WalkView.tsx";

/** Events of hers that are taken along into a simulation; the API gives no more at once. */
const EVENTS = 500;

/** A real run, gone through again from what was written down of it; it can be looked at and never be changed. */
export function ReplayMode({ runId }: { runId: string }) {
  const journeyId = useBuilder(({ journey }) => journey.id);
  const run = useQuery(orpc.runs.get.queryOptions({ input: { id: runId } }));
  const personId = run.data?.run.personId;
  const wanted = { input: { id: personId ?? "" }, enabled: personId !== undefined };
  const person = useQuery(orpc.people.get.queryOptions(wanted));
  const events = useQuery(
    orpc.events.recent.queryOptions({
      input: { personId: personId ?? "", limit: EVENTS },
      enabled: personId !== undefined,
    }),
  );
  const version = useQuery(
    orpc.journeys.pastText.queryOptions({
      input: { id: journeyId, key: `v${run.data?.summary.version ?? 0}` },
      enabled: run.data !== undefined,
    }),
  );
  const failed = [run, person, events, version].find(({ isError }) => isError);
  if (failed?.error != null) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (
    run.data === undefined ||
    person.data === undefined ||
    events.data === undefined ||
    version.data === undefined
  )
    return <LoadingState />;
  return <Replayed detail={run.data} person={person.data} events={events.data} text={version.data.text} />;
}

interface Props {
  detail: z.infer<typeof RunDetail>;
  person: Person;
  events: readonly KeptEventRow[];
  /** The document of the version the run is pinned to. */
  text: string;
}

function Replayed({ detail, person, events, text }: Props) {
  const { t } = useTranslation("simulate");
  const draft = useBuilder((state) => state.journey);
  const { run, summary, trace, sends } = detail;
  const journey = useMemo((): Journey => readJourney(text).journey ?? draft, [text, draft]);
  const [point, setPoint] = useState<Point>();
  const who = useMemo(() => ({ name: summary.personName, person }), [summary.personName, person]);
  const zone = run.waiting?.zone ?? person.timeZone ?? "UTC";
  const walk = useMemo((): Walk => {
    const now = Date.parse(trace.at(-1)?.at ?? new Date(run.startedAt).toISOString());
    return { is: "walked", trace, sends, runs: [run], person, zone, now };
  }, [trace, sends, run, person, zone]);
  return (
    <WalkView
      journey={journey}
      walk={walk}
      start={run.startedAt}
      who={who}
      zone={zone}
      point={point}
      onPoint={setPoint}
      head={
        <div className={css.replayed} data-testid="replayed">
          <p>{t("replay.title", { name: summary.personName, version: summary.version })}</p>
          <small>{t("replay.text")}</small>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<ArrowLeft size={13} aria-hidden />}
            onClick={() => replayRun(draft.id, undefined)}
            data-testid="replay-close"
          >
            {t("replay.close")}
          </Button>
        </div>
      }
      controls={(now) => (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Split size={14} aria-hidden />}
          onClick={() => {
            const plan = planOfRun(journey, run, sends, person, events);
            startWhatIf(draft.id, forkedAt({ plan, shown: "first" }, now()));
          }}
          data-testid="what-if"
        >
          {t("replay.whatIf")}
        </Button>
      )}
    />
  );
}
