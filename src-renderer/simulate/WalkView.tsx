import { Loader, Tabs } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Send } from "../../src-shared/engine/run.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Answer } from "../outbox/reading.ts";
import type { Chosen } from "../persona/use-persona.ts";
import { ResizeHandle } from "../ui/ResizeHandle.tsx";
import { useStable } from "../ui/use-stable.ts";
import { Bottom } from "./Bottom.tsx";
import { ReceivedTab } from "./ReceivedTab.tsx";
import { momentsOf, pointIn, seenAfter, type Moment, type Point, type Walk } from "./seen.ts";
import css from "./simulate.module.css";
import { SimulateCanvas } from "./SimulateCanvas.tsx";
import type { TimelinePlan } from "./Timeline.tsx";

interface Props {
  journey: Journey;
  /** Undefined while there is none yet. */
  walk: Walk | undefined;
  /** Whether another walk is on its way. */
  busy?: boolean;
  /** Where nothing happened yet, epoch ms. */
  start: number;
  who: Pick<Chosen, "name" | "person">;
  zone: string;
  point: Point;
  onPoint: (point: Point) => void;
  /** The first and the other future, where there are two, and which of them `walk` is. */
  futures?: { first: Walk; other: Walk; from: number; shown: "first" | "other" } | undefined;
  /** What stands over the tabs. */
  head: ReactNode;
  /** In the place of what she gets, when there is nothing to show. */
  instead?: ReactNode;
  onAnswer?: ((send: Send, given: Answer, at: number) => void) | undefined;
  tabs?: readonly { value: string; label: string; testId: string; content: ReactNode }[];
  plan?: TimelinePlan | undefined;
  /** Steps and ways out (`step.port`) that nothing tests, where that is to be seen. */
  untested?: { nodes: ReadonlySet<string>; ports: ReadonlySet<string> } | undefined;
  /** Further controls; they can ask for the instant that is seen, epoch ms. */
  controls: (now: () => number) => ReactNode;
}

/** A walk through a journey, whoever took it: the drawing, what arrived, and the way through time. */
export function WalkView(props: Props) {
  const { journey, walk, busy, start, who, zone, point, onPoint, futures, plan } = props;
  const { t } = useTranslation(["simulate", "app"]);
  const [shown, setShown] = useState<string>();
  const [tab, setTab] = useState<string | null>("received");
  const [width, setWidth] = useLocalStorage({ key: "parcours.simulate.width", defaultValue: 372 });

  const all = walk?.trace.length ?? 0;
  const moments = useMemo((): Moment[] => momentsOf(walk?.trace ?? []), [walk]);
  const upTo = pointIn(moments, all, point);
  const seen = useMemo(
    () => (walk === undefined ? undefined : seenAfter(walk, upTo, start)),
    [walk, upTo, start],
  );
  const elsewhere = futures?.shown === "first" ? futures.other : futures?.first;
  const otherSeen = useMemo(
    () => (elsewhere === undefined ? undefined : seenAfter(elsewhere, elsewhere.trace.length, start)),
    [elsewhere, start],
  );
  const see = (to: number): void => {
    onPoint(to >= all ? undefined : { lines: Math.max(0, to) });
    setShown(undefined);
  };
  const choose = useStable((nodeId: string) => {
    const last = seen?.sends.findLast(({ send }) => send.nodeId === nodeId)?.send.id;
    if (last === undefined) return;
    setShown(last);
    setTab("received");
  });
  const answer = useStable((send: Send, given: Answer) => props.onAnswer?.(send, given, seen?.at ?? start));
  return (
    <div
      className={css.mode}
      style={{ "--panel": `${width}px` } as React.CSSProperties}
      data-seen={upTo}
      data-testid="simulate-mode"
    >
      <div className={css.stage}>
        <SimulateCanvas
          journey={journey}
          seen={seen}
          other={otherSeen}
          untested={props.untested}
          chosen={seen?.sends.find(({ send }) => send.id === shown)?.send.nodeId}
          onChoose={choose}
        />
        {busy === true && <Loader size="xs" className={css.busy} aria-label={t("walking")} />}
      </div>
      <aside className={css.panel} aria-label={t("panel")}>
        <ResizeHandle label={t("resize")} edge="left" size={width} min={330} max={760} onResize={setWidth} />
        <header className={css.panelHead}>{props.head}</header>
        <Tabs value={tab} onChange={setTab} keepMounted={false} className={css.tabs}>
          <Tabs.List>
            <Tabs.Tab value="received">{t("tabs.received")}</Tabs.Tab>
            {props.tabs?.map(({ value, label, testId }) => (
              <Tabs.Tab key={value} value={value} data-testid={testId}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="received" className={css.tabPanel} tabIndex={0}>
            <ReceivedTab
              walk={walk}
              upTo={upTo}
              seen={seen}
              journey={journey}
              who={who}
              zone={zone}
              shown={shown}
              onShow={setShown}
              onAnswer={props.onAnswer === undefined ? undefined : answer}
              instead={props.instead}
            />
          </Tabs.Panel>
          {props.tabs?.map(({ value, content }) => (
            <Tabs.Panel key={value} value={value} className={css.tabPanel} tabIndex={0}>
              {content}
            </Tabs.Panel>
          ))}
        </Tabs>
      </aside>
      <Bottom
        walk={walk}
        futures={futures}
        journey={journey}
        zone={zone}
        moments={moments}
        upTo={upTo}
        start={start}
        busy={busy}
        plan={plan}
        controls={props.controls}
        onSee={see}
        onSeeAt={(at) => onPoint({ at })}
      />
    </div>
  );
}
