import { useMemo, useState } from "react";
import type { Problem } from "../../../src-shared/problems.ts";
import { FallbackPrompts } from "../../template/FallbackPrompts.tsx";
import type { TemplateHandle } from "../../template/handle.ts";
import type { TemplateFormat } from "../../template/highlight.ts";
import { TemplateInput } from "../../template/TemplateInput.tsx";
import { useVocabulary } from "../../template/use-vocabulary.ts";

interface Props {
  id: string;
  labelledBy: string;
  value: string;
  format: TemplateFormat;
  long: boolean;
  placeholder: string | undefined;
  lang: string | undefined;
  /** What compile says about this very text. */
  problems: readonly Problem[];
  handle: EditorHandle;
  onChange: (value: string, typed: boolean) => void;
}

/** A template with its completion, and under it a prompt for each variable that lacks a fallback. */
export function TemplateBox({ problems, handle, ...editor }: Props) {
  const variables = useVocabulary();
  const marks = useMemo(
    () => ({
      missing: variablesOf(problems, "no-fallback"),
      unknown: variablesOf(problems, "unknown-variable"),
    }),
    [problems],
  );
  return (
    <>
      <TemplateInput
        {...editor}
        failed={problems.some(({ severity, code }) => severity === "error" && !PROMPTED.includes(code))}
        variables={variables}
        marks={marks}
        onReady={handle.set}
      />
      <FallbackPrompts variables={marks.missing} onAdd={(name) => handle.get()?.addFallback(name)} />
    </>
  );
}

/** Problems that are asked about under the text instead of being told as mistakes. */
export const PROMPTED: readonly string[] = ["no-fallback"];

function variablesOf(problems: readonly Problem[], code: string): string[] {
  const names = problems.flatMap((problem) =>
    problem.code === code && typeof problem.args?.["variable"] === "string" ? [problem.args["variable"]] : [],
  );
  return [...new Set(names)];
}

/** Where the editor of a field can be reached while it is there. */
export interface EditorHandle {
  get(): TemplateHandle | undefined;
  set(handle: TemplateHandle | undefined): void;
}

export function useTemplateHandle(): EditorHandle {
  const [handle] = useState((): EditorHandle => {
    let current: TemplateHandle | undefined;
    return { get: () => current, set: (opened) => (current = opened) };
  });
  return handle;
}
