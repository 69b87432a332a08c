import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { describeCondition } from "../../src-shared/conditions/describe.ts";
import { readSettings } from "../../src-shared/compile/settings.ts";
import type { Journey, JourneyNode, LocalizedText } from "../../src-shared/journey/schema.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { describeDuration } from "../../src-shared/time/duration.ts";
import { useLocale } from "../app/i18n.ts";
import { portsShown, viewOf } from "../canvas/node-view.ts";
import { useBuilder } from "../canvas/store.ts";
import { useNow } from "../preview/use-now.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { KindIcon } from "../ui/KindIcon.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { formatTime } from "../ui/TimeText.tsx";
import { labelOfPath } from "../versions/field-label.ts";
import css from "./brief.module.css";
import { inOrder } from "./in-order.ts";
import { pictureSvg } from "./picture.ts";

/** What the journey is for, its drawing, and each step with its texts. */
export function Brief({ version }: { version: number | undefined }) {
  const { t } = useTranslation("export");
  const locale = useLocale();
  const now = useNow();
  const journey = useBuilder((state) => state.journey);
  const steps = inOrder(journey);
  const numbers = new Map(steps.map(({ id }, index) => [id, index + 1]));
  return (
    <article className={css.paper} lang={locale} data-testid="brief">
      <h1>{journey.name}</h1>
      <p className={css.meta}>
        {version === undefined ? t("draft") : t("version", { number: version })} ·{" "}
        {t("made", { time: formatTime(new Date(now), locale) })}
      </p>
      {journey.description !== "" && <p className={css.about}>{journey.description}</p>}
      <Rules journey={journey} />
      <h2>{t("drawing")}</h2>
      <Drawing journey={journey} />
      <h2>{t("steps")}</h2>
      {steps.map((node) => (
        <Step key={node.id} node={node} journey={journey} numbers={numbers} />
      ))}
    </article>
  );
}

function Rules({ journey }: { journey: Journey }) {
  const { t } = useTranslation("export");
  const locale = useLocale();
  const { goals, exitWhen } = readSettings(journey).settings;
  const sentence = (event: string, where: Parameters<typeof describeCondition>[0] | undefined) =>
    where === undefined ? event : `${event}: ${describeCondition(where, locale)}`;
  return (
    <>
      {goals.length > 0 && (
        <>
          <h2>{t("goals")}</h2>
          <ul>
            {goals.map((goal) => (
              <li key={goal.id}>
                <b>{goal.name}</b> · {sentence(goal.event, goal.where)}
                {goal.within !== undefined && ` · ${describeDuration(goal.within, locale)}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {exitWhen.length > 0 && (
        <>
          <h2>{t("exits")}</h2>
          <ul>
            {exitWhen.map((rule, index) => (
              <li key={index}>
                {"when" in rule ? describeCondition(rule.when, locale) : sentence(rule.event, rule.where)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Drawing({ journey }: { journey: Journey }) {
  const locale = useLocale();
  const drawn = useQuery({
    queryKey: ["brief picture", journey, locale],
    queryFn: async () =>
      URL.createObjectURL(new Blob([await pictureSvg(journey, locale)], { type: "image/svg+xml" })),
    gcTime: 0,
    staleTime: Infinity,
  });
  const url = drawn.data;
  useEffect(() => () => void (url !== undefined && URL.revokeObjectURL(url)), [url]);
  if (drawn.isPending) return <LoadingState />;
  if (drawn.isError) return <ErrorState error={drawn.error} onRetry={() => void drawn.refetch()} />;
  return <img className={css.drawing} src={drawn.data} alt={journey.name} />;
}

interface StepProps {
  node: JourneyNode;
  journey: Journey;
  numbers: ReadonlyMap<string, number>;
}

function Step({ node, journey, numbers }: StepProps) {
  const { t } = useTranslation("export");
  const locale = useLocale();
  const { kind, kindName, title, summary } = viewOf(node, locale);
  const ports = portsShown(node, journey, locale);
  const ways = journey.edges.filter(({ from }) => from === node.id);
  const read = kind?.params.safeParse(node.params);
  const texts =
    kind === undefined || read?.success !== true ? [] : (kindOf(node.kind)?.templates?.(read.data) ?? []);
  return (
    <section className={css.step}>
      <h3>
        <span className={css.number}>{numbers.get(node.id)}</span>
        <KindIcon kind={node.kind} {...(kind === undefined ? {} : { group: kind.group })} size={22} />
        {title}
        <small>{kindName}</small>
      </h3>
      {summary !== "" && <p>{summary}</p>}
      {texts.map(({ path, text }) =>
        textsOf(text).map(([language, words]) => (
          <div key={`${path} ${language}`} className={css.text}>
            <span>
              {labelOfPath(`params.${path}`, kind?.texts[locale].fields ?? {}, {}) ?? path}
              {language !== "" && ` · ${language}`}
            </span>
            <blockquote lang={language === "" ? undefined : language}>{words}</blockquote>
          </div>
        )),
      )}
      {ways.length > 0 && (
        <p className={css.ways}>
          {t("goesOn")}{" "}
          {ways.map(({ port, to }, index) => (
            <span key={`${port} ${to}`}>
              {index > 0 && " · "}
              {ports.length > 1 && `${ports.find(({ id }) => id === port)?.label[locale] ?? port} `}→{" "}
              {numbers.get(to) ?? to}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function textsOf(text: LocalizedText): [language: string, words: string][] {
  const all: [string, string][] = typeof text === "string" ? [["", text]] : Object.entries(text);
  return all.filter(([, words]) => words.trim() !== "");
}
