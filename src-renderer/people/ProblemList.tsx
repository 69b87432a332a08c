import { useTranslation } from "react-i18next";
import { describeProblem, type Problem } from "../../src-shared/problems.ts";
import { useLocale } from "../app/i18n.ts";
import { StatusChip, type Tone } from "../ui/StatusChip.tsx";
import css from "./people.module.css";

const TONES: Readonly<Record<Problem["severity"], Tone>> = { error: "bad", warning: "warn", info: "plain" };

/** Problems of data a person brought: where, what, and how to mend it. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation("people");
  const locale = useLocale();
  return (
    <ul className={css.problems} data-testid="import-problems" tabIndex={0}>
      {problems.map((problem, index) => {
        const { message, hint } = describeProblem(problem, locale);
        return (
          <li key={index}>
            <StatusChip tone={TONES[problem.severity]}>{t(`severity.${problem.severity}`)}</StatusChip>
            <span>
              {problem.path !== "" && (
                <code>
                  <Place path={problem.path} />
                </code>
              )}{" "}
              {message} {hint}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Where a problem is: rows and columns in the reader's language, any other path as it is. */
function Place({ path }: { path: string }) {
  const { t } = useTranslation("people");
  const [, row, column] = /^row (\d+)(?:, column (.+))?$/.exec(path) ?? [];
  if (row === undefined) return path;
  return column === undefined ? t("row", { row }) : t("rowAndColumn", { row, column });
}
