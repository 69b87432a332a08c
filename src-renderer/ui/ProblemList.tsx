import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import { describeProblem, type Problem, type Severity } from "../../src-shared/problems.ts";
import { useLocale } from "../app/i18n.ts";

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info };

/** The sign of a severity. Decorative: the text beside it tells it. */
export function SeverityIcon({ severity, size = 15 }: { severity: Severity; size?: number }) {
  const Icon = icons[severity];
  return <Icon size={size} className="severity" data-severity={severity} aria-hidden />;
}

/** What is wrong with a file, each with its place. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  const locale = useLocale();
  return (
    <ul className="problem-list">
      {problems.map((problem, index) => (
        <li key={index}>
          <SeverityIcon severity={problem.severity} />
          <span>
            {describeProblem(problem, locale).message} <code>{problem.path}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}
