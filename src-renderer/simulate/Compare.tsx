import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../app/i18n.ts";
import { LineText, type LineWords } from "../live/Trace.tsx";
import { formatTime } from "../ui/TimeText.tsx";
import { compareWalks, differenceOf } from "./compare.ts";
import type { Walk } from "./seen.ts";
import css from "./simulate.module.css";

interface Props extends LineWords {
  first: Walk;
  other: Walk;
  /** Where they part, epoch ms. */
  from: number;
  zone: string;
  onSeeAt: (at: number) => void;
}

/** Two futures side by side: what happens in which of them, and when. */
export function Compare({ first, other, from, steps, zone, portLabel, onSeeAt }: Props) {
  const { t } = useTranslation("simulate");
  const locale = useLocale();
  const rows = useMemo(() => compareWalks(first.trace, other.trace), [first, other]);
  const difference = useMemo(() => differenceOf(first.trace, other.trace), [first, other]);
  const told = (at: number | undefined) =>
    at === undefined ? t("compare.never") : formatTime(new Date(at), locale, { zone });
  const words = { steps, zone, portLabel };
  const isSame = rows.every((row) => row.first !== undefined && row.other !== undefined);
  return (
    <div className={css.compare} data-testid="compare">
      <p className={css.compareSum} role="status">
        {isSame
          ? t("compare.same")
          : [
              t("compare.messages", difference.messages),
              t("compare.steps", difference.steps),
              t("compare.end", { first: told(difference.end.first), other: told(difference.end.other) }),
            ].join(" · ")}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("compare.when")}</th>
            <th scope="col">{t("futures.first")}</th>
            <th scope="col">{t("futures.other")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={index}
              data-differs={row.first === undefined || row.other === undefined}
              data-past={row.at < from}
            >
              <th scope="row">
                <button type="button" onClick={() => onSeeAt(row.at)}>
                  {formatTime(new Date(row.at), locale, { zone })}
                </button>
              </th>
              {[row.first, row.other].map((line, column) => (
                <td key={column}>{line === undefined ? "—" : <LineText line={line} {...words} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
