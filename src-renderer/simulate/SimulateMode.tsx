import "../live/texts.ts";
import "../outbox/texts.ts";
import "../outbox/why-texts.ts";
import "./texts.ts";
import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { CalendarPlus, Redo2, Split, Undo2 } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { KeptScenario } from "../../src-shared/api/scenarios.ts";
import type { Expectation } from "../../src-shared/simulate/scenario-schema.ts";
import { applyEvent } from "../../src-shared/person/apply-event.ts";
import { useBuilder } from "../canvas/store.ts";
import { useQuery } from "@tanstack/react-query";
import { orpc } from "../app/api.ts";
import { candidatesOf, planOfScenario, scenarioText } from "../scenarios/scenario-file.ts";
import { SaveScenario } from "../scenarios/SaveScenario.tsx";
import { ScenariosTab } from "../scenarios/ScenariosTab.tsx";
import { useScenarios } from "../scenarios/use-scenarios.tsx";
import { stepNames } from "./step-names.ts";
import { useLocale } from "../app/i18n.ts";
import { personName } from "../people/name.ts";
import { PersonaPicker } from "../persona/PersonaPicker.tsx";
import { usePersona, type Chosen } from "../persona/use-persona.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { ProblemList } from "../ui/ProblemList.tsx";
import { AnswersTab } from "./AnswersTab.tsx";
import { answerEvent } from "./answer-event.ts";
import { Tool } from "./Controls.tsx";
import { EventForm } from "./EventForm.tsx";
import { EventsTab } from "./EventsTab.tsx";
import { forkedAt } from "./futures.ts";
import { FuturesBar } from "./FuturesBar.tsx";
import { PersonTab } from "./PersonTab.tsx";
import { trackEvent, withAnswer, withEvent, withoutEvent, type PlannedEvent } from "./plan.ts";
import { useReplayed } from "./replay.ts";
import { ReplayMode } from "./ReplayMode.tsx";
import { lastSeen, type Point, type Walk } from "./seen.ts";
import css from "./simulate.module.css";
import { useFutures, useWalk } from "./use-simulation.ts";
import { WalkView } from "./WalkView.tsx";

/** A change in the middle of the walk happens this long (ms) after what is seen last. */
const AFTER_MS = 1_000;

/** The mode of the builder in which somebody is walked through the journey (product.md, Simulate). */
export function SimulateMode() {
  const journeyId = useBuilder(({ journey }) => journey.id);
  const runId = useReplayed(journeyId);
  // A first plan begins at the time of the workspace's clock, which may be a virtual one.
  const workspace = useQuery(orpc.workspace.info.queryOptions());
  if (workspace.data === undefined)
    return workspace.isError ? (
      <ErrorState error={workspace.error} onRetry={() => void workspace.refetch()} />
    ) : (
      <LoadingState />
    );
  return runId === undefined ? <PersonaMode /> : <ReplayMode key={runId} runId={runId} />;
}

/** A persona is walked through the journey as it is drawn. */
function PersonaMode() {
  const { t } = useTranslation(["simulate", "scenarios", "app"]);
  const { chosen } = usePersona();
  const journey = useBuilder((state) => state.journey);
  const plans = useFutures(chosen);
  const { futures, plan, changePlan: change } = plans;
  const { walk: first, isBehind: firstBehind } = useWalk(futures.plan, chosen);
  const { walk: other, isBehind: otherBehind } = useWalk(futures.fork?.plan, chosen);
  const showsOther = futures.fork !== undefined && futures.shown === "other";
  const walk = showsOther ? other : first;
  const isBehind = showsOther ? otherBehind : firstBehind;
  const made = walked(walk);
  const persona = plan.persona ?? chosen.person;
  const who = useMemo(
    () => ({ name: plan.persona === undefined ? chosen.name : personName(persona), person: persona }),
    [plan.persona, chosen.name, persona],
  );
  const [point, setPoint] = useState<Point>();
  const [editing, setEditing] = useState<{
    event: Extract<PlannedEvent, { type: "track" }>;
    isNew: boolean;
  }>();
  useHotkeys([
    ["mod+Z", () => plans.undo?.()],
    ["mod+shift+Z", () => plans.redo?.()],
    ["mod+Y", () => plans.redo?.()],
  ]);

  const zone = made?.zone ?? persona.timeZone ?? "UTC";
  // What comes of it is gone to as soon as the walk has it.
  const happen = (event: PlannedEvent, to = withEvent(plan, event)): void => {
    setPoint({ at: event.at });
    change(to);
  };
  const add = (at: number): void => {
    const event = trackEvent(at, "", {});
    if (event.type === "track") setEditing({ event, isNew: true });
  };
  const edit = (event: PlannedEvent): void => {
    if (event.type === "track") setEditing({ event, isNew: false });
  };
  const locale = useLocale();
  const scenarios = useScenarios();
  const policies = useQuery(orpc.workspace.policies.queryOptions()).data;
  // What is kept is the walk of what is planned now, not that of a moment ago.
  const [keeping, setKeeping] = useState<"wanted" | NonNullable<typeof made>>();
  if (keeping === "wanted" && made !== undefined && !isBehind) setKeeping(made);
  const [opened, setOpened] = useState<{ id: string; name: string; expect: Expectation[] }>();
  const [showsCoverage, setShowsCoverage] = useState(false);
  const missed = scenarios.results?.coverage;
  const untested = useMemo(
    () =>
      showsCoverage && missed !== undefined
        ? { nodes: new Set(missed.nodes.missed), ports: new Set(missed.ports.missed) }
        : undefined,
    [showsCoverage, missed],
  );
  const names = useMemo(() => stepNames(journey, locale), [journey, locale]);
  const openScenario = ({ id, text }: KeptScenario): void => {
    const told = planOfScenario(text, journey);
    if (told === undefined) return;
    plans.change({ plan: told.plan, shown: "first" });
    setOpened({ id, name: told.name, expect: told.expect });
    setPoint(undefined);
  };
  const keepScenario = (name: string, expect: Expectation[]): Promise<boolean> => {
    if (policies === undefined) return Promise.resolve(false);
    const story = { name, journeyId: journey.id, persona, policies, expect };
    // Under another name it is another scenario.
    const id = opened?.name === name ? opened.id : undefined;
    return scenarios.save({ id, text: scenarioText(plan, story) });
  };
  const [firstMade, otherMade] = [walked(first), walked(other)];
  const after = lastSeen(made, point, plan.start) + AFTER_MS;

  return (
    <>
      <WalkView
        journey={journey}
        walk={made}
        busy={firstBehind || otherBehind}
        start={plan.start}
        who={who}
        zone={zone}
        point={point}
        onPoint={setPoint}
        futures={
          futures.fork === undefined || firstMade === undefined || otherMade === undefined
            ? undefined
            : { first: firstMade, other: otherMade, from: futures.fork.at, shown: futures.shown }
        }
        head={
          <>
            <PersonaPicker />
            {plan.persona !== undefined && (
              <OwnPersona
                name={personName(plan.persona)}
                of={chosen.name}
                onBack={() => {
                  const { persona: _, ...others } = plan;
                  change(others);
                }}
              />
            )}
            {futures.fork !== undefined && <FuturesBar {...plans} />}
          </>
        }
        instead={insteadOf(walk)}
        onAnswer={(send, given, at) => {
          const answer = answerEvent(send, given, at);
          happen(answer, withAnswer(plan, answer));
        }}
        tabs={[
          {
            value: "person",
            label: t("tabs.person"),
            testId: "tab-person",
            content: (
              <PersonTab
                plan={plan}
                persona={personAt(persona, plan.events, after)}
                original={persona}
                at={after}
                onChange={change}
              />
            ),
          },
          {
            value: "events",
            label: t("tabs.events"),
            testId: "tab-plan",
            content: (
              <EventsTab
                plan={plan}
                zone={zone}
                onChange={change}
                onEdit={edit}
                onAdd={() => add(after)}
                onReset={plans.reset}
              />
            ),
          },
          {
            value: "answers",
            label: t("tabs.answers"),
            testId: "tab-answers",
            content: (
              <AnswersTab
                key={futures.shown}
                plan={plan}
                journey={journey}
                persona={persona}
                onChange={change}
              />
            ),
          },
          {
            value: "scenarios",
            label: t("tab", { ns: "scenarios" }),
            testId: "tab-scenarios",
            content: (
              <ScenariosTab
                scenarios={scenarios}
                showsCoverage={showsCoverage}
                onShowCoverage={setShowsCoverage}
                nameOf={(id) => names[id]?.name ?? id}
                onSave={
                  made === undefined || policies === undefined || made.trace.length === 0
                    ? undefined
                    : () => setKeeping("wanted")
                }
                onOpen={openScenario}
                onSuggested={(traits) => {
                  setOpened(undefined);
                  change({ ...plan, persona: { ...persona, traits: { ...persona.traits, ...traits } } });
                }}
              />
            ),
          },
        ]}
        untested={untested}
        plan={{
          plan,
          onMove: (event, at) => change(withEvent(plan, { ...event, at })),
          onEdit: edit,
          onRemove: ({ id }) => change(withoutEvent(plan, id)),
          onAdd: add,
        }}
        controls={(now) => (
          <>
            <Tool
              label={t("undo")}
              onClick={plans.undo}
              off={plans.undo === undefined}
              icon={<Undo2 size={14} />}
            />
            <Tool
              label={t("redo")}
              onClick={plans.redo}
              off={plans.redo === undefined}
              icon={<Redo2 size={14} />}
            />
            <Tool
              label={t("fork")}
              onClick={() => plans.change(forkedAt(futures, now()))}
              off={made === undefined}
              icon={<Split size={14} />}
              testId="fork"
            />
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<CalendarPlus size={14} aria-hidden />}
              onClick={() => add(now() + AFTER_MS)}
              data-testid="inject-event"
            >
              {t("inject")}
            </Button>
          </>
        )}
      />
      {keeping !== undefined && keeping !== "wanted" && (
        <SaveScenario
          name={opened?.name ?? ""}
          candidates={candidatesOf(keeping, opened?.expect ?? [], plan.start)}
          onSave={keepScenario}
          onClose={() => setKeeping(undefined)}
        />
      )}
      {editing !== undefined && (
        <EventForm
          event={editing.event}
          isNew={editing.isNew}
          zone={zone}
          onClose={() => setEditing(undefined)}
          onSave={(event) => {
            setEditing(undefined);
            happen(event);
          }}
        />
      )}
    </>
  );
}

interface OwnProps {
  name: string;
  /** Whose place she takes. */
  of: string;
  onBack: () => void;
}

/** Who is walked, where the plan has somebody of its own: from a scenario, or written anew. */
function OwnPersona({ name, of, onBack }: OwnProps) {
  const { t } = useTranslation("simulate");
  return (
    <p className={css.own} data-testid="own-persona">
      {t("ownPersona", { name })}{" "}
      <button type="button" onClick={onBack}>
        {t("backTo", { name: of })}
      </button>
    </p>
  );
}

function walked({ data }: ReturnType<typeof useWalk>["walk"]): Walk | undefined {
  return data?.is === "walked" ? data : undefined;
}

/** Her profile at an instant, as the plan changes it. */
function personAt(persona: Chosen["person"], events: readonly PlannedEvent[], at: number): Chosen["person"] {
  return events
    .filter((event) => event.at <= at)
    .reduce((person, { id, at: timestamp, ...event }) => {
      const known = { messageId: id, personId: person.id, timestamp };
      return applyEvent(
        person,
        event.type === "track"
          ? { ...known, type: "track", name: event.event, properties: event.properties }
          : { ...known, type: "identify", name: "identify", properties: {}, traits: event.traits },
      );
    }, persona);
}

/** Why there is nothing to show, where there is not. */
function insteadOf(walk: ReturnType<typeof useWalk>["walk"]): ReactNode {
  if (walk.data === undefined)
    return walk.error === null ? (
      <LoadingState />
    ) : (
      <ErrorState error={walk.error} onRetry={() => void walk.refetch()} />
    );
  return walk.data.is === "problems" ? <Unwalkable problems={walk.data.problems} /> : undefined;
}

function Unwalkable({ problems }: Pick<Parameters<typeof ProblemList>[0], "problems">) {
  const { t } = useTranslation("simulate");
  return (
    <div className={css.tab} data-testid="simulate-problems">
      <EmptyState title={t("problems.title")} text={t("problems.text")} />
      <ProblemList problems={problems} />
    </div>
  );
}
