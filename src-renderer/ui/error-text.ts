import { isDefinedError, ORPCError } from "@orpc/client";
import { useTranslation } from "react-i18next";
import { describeProblem, type Problem } from "../../src-shared/problems.ts";
import { useLocale } from "../app/i18n.ts";

/** The problems an answer UNUSABLE carries; none for every other error. */
export function problemsOf(error: unknown): Problem[] {
  if (!(error instanceof ORPCError) || error.code !== "UNUSABLE") return [];
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null || !("problems" in data)) return [];
  return Array.isArray(data.problems) ? (data.problems as Problem[]) : [];
}

/** Says an error of the service in the reader's language; defects stay unnamed, because their texts help nobody. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation("app");
  const locale = useLocale();
  return (error) => {
    if (!(error instanceof ORPCError) || !isDefinedError(error)) return t("errors.other");
    const found = problemsOf(error).map((problem) => describeProblem(problem, locale).message);
    const data = typeof error.data === "object" && error.data !== null ? (error.data as object) : {};
    const code = "code" in data ? String(data.code) : "";
    return t([`errors.refused.${code}`, `errors.${error.code}`, "errors.other"], {
      ...data,
      problems: found.slice(0, 3).join(" · "),
    });
  };
}
