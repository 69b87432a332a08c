import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { foresee } from "../../src-shared/engine/foresee.ts";
import type { JourneyNode } from "../../src-shared/journey/schema.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import { resolveZone } from "../../src-shared/time/zone.ts";
import { useLocale } from "../app/i18n.ts";
import { isSameMeaning } from "../canvas/same-meaning.ts";
import { useBuilder, useStepsByMeaning } from "../canvas/store.ts";
import { PersonaPicker } from "../persona/PersonaPicker.tsx";
import { usePersona } from "../persona/use-persona.ts";
import { exampleEntry } from "../preview/entry-example.ts";
import { useNow } from "../preview/use-now.ts";
import { formatTime } from "../ui/TimeText.tsx";

const ARRIVALS = ["now", "day", "week"] as const;
const MINUTE_MS = 60_000;

/** The next real instants of a step for the chosen person, on her own clocks: what its rule means. */
export const StepInstants = memo(function StepInstants({ node }: { node: JourneyNode }) {
  const { t } = useTranslation("inspector");
  const locale = useLocale();
  const { chosen } = usePersona();
  const id = useBuilder(({ journey }) => journey.id);
  const settings = useBuilder(({ journey }) => journey.settings);
  const nodes = useStepsByMeaning();
  const known = useBuilder((state) => state.known);
  const now = Math.floor(useNow() / MINUTE_MS) * MINUTE_MS;
  const zone = resolveZone([
    chosen.person.timeZone,
    settings.timeZone,
    Intl.DateTimeFormat().resolvedOptions().timeZone,
  ]).zone;
  const read = useMemo(() => {
    const kind = kindOf(node.kind);
    const params = kind?.params.safeParse(node.params);
    if (kind === undefined || params?.success !== true) return undefined;
    const entry = exampleEntry({ id, nodes }, known, chosen.events, now);
    const seen = foresee(kind, params.data, {
      nodeId: node.id,
      person: chosen.person,
      zone,
      now,
      run: { entry: { messageId: "preview", at: now, ...entry }, vars: {}, answers: {} },
    });
    return seen === undefined ? undefined : { seen, ports: kind.ports(params.data) };
  }, [node, id, nodes, known, chosen, zone, now]);
  if (read === undefined) return null;
  const { seen, ports } = read;
  const shown = (at: number) => <InstantText at={at} zone={zone} />;
  const labelOf = (port: string) => ports.find((each) => each.id === port)?.label[locale] ?? port;
  // What something may end before its time has an instant at which it ends anyway.
  const mayEndSooner = ports.some(({ role }) => role === "timeout");
  const latest = (at: number) => (
    <>
      {shown(at)}, {t("instants.latest")}
    </>
  );
  return (
    <section className="inspector-part" data-testid="instants">
      <h3>{t(seen.is === "starts" ? "instants.entryTitle" : "instants.title")}</h3>
      <PersonaPicker />
      {seen.is === "starts" ? (
        seen.at.length === 0 ? (
          <p className="inspector-help">{t("instants.never", { name: chosen.name })}</p>
        ) : (
          <ol className="instants-list">
            {seen.at.map((at) => (
              <li key={at}>{shown(at)}</li>
            ))}
          </ol>
        )
      ) : (
        <dl className="instants">
          {seen.arrivals.map(({ arrives, until, port }, index) => (
            <InstantRow
              key={arrives}
              title={formatTime(new Date(arrives), locale, { zone })}
              when={t(`instants.arrives.${ARRIVALS[index] ?? "week"}`)}
            >
              {until !== undefined
                ? mayEndSooner
                  ? latest(until)
                  : shown(until)
                : port === undefined
                  ? t("instants.untilHappens")
                  : port === "next"
                    ? t("instants.atOnce")
                    : t("instants.missed", { port: labelOf(port) })}
            </InstantRow>
          ))}
        </dl>
      )}
      <p className="inspector-help">{t("instants.help", { name: chosen.name, zone })}</p>
    </section>
  );
}, isSameRule);

/** A name says nothing of when. */
function isSameRule({ node: a }: { node: JourneyNode }, { node: b }: { node: JourneyNode }): boolean {
  return isSameMeaning(a, b);
}

function InstantRow({ when, title, children }: { when: string; title: string; children: React.ReactNode }) {
  return (
    <>
      <dt title={title}>{when}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** With its weekday, because rules are about those. */
function InstantText({ at, zone }: { at: number; zone: string }) {
  const locale = useLocale();
  const instant = new Date(at);
  return (
    <time dateTime={instant.toISOString()} title={instant.toISOString()}>
      {new Intl.DateTimeFormat(locale === "fr" ? "fr-FR" : "en-GB", {
        weekday: "short",
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        timeZone: zone,
      }).format(instant)}
    </time>
  );
}
