import { TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { useLocale } from "../app/i18n.ts";
import { problemsMet } from "./problems-met.ts";
import type { Walk } from "./seen.ts";
import css from "./simulate.module.css";
import { stepNames } from "./step-names.ts";

interface Props {
  walk: Walk;
  /** How many lines of the trace are seen. */
  upTo: number;
  journey: Journey;
}

/** What the walk met by now that its author should know of. */
export function Met({ walk, upTo, journey }: Props) {
  const { t } = useTranslation(["simulate", "reason"]);
  const locale = useLocale();
  const all = useMemo(() => problemsMet(walk.trace), [walk]);
  const met = all.filter(({ lines }) => lines <= upTo);
  const names = useMemo(() => stepNames(journey, locale), [journey, locale]);
  if (met.length === 0) return null;
  return (
    <section className={css.met} aria-label={t("met.title")} data-testid="problems-met">
      <h3>{t("met.title")}</h3>
      <ul>
        {met.map(({ node, kind, detail }, index) => (
          <li key={index}>
            <TriangleAlert size={13} aria-hidden />
            <span>
              {t(`met.${kind}`, {
                name: names[node]?.name ?? node,
                detail:
                  kind === "missing" || kind === "fallback"
                    ? detail
                    : t(detail, { ns: "reason", defaultValue: detail }),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
