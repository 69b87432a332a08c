import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  id?: string;
  label?: string;
  value: unknown;
  /** Why a value does not do here; it is not taken over then. */
  refuse?: (value: unknown) => string | undefined;
  onChange: (value: unknown) => void;
}

/** A value as JSON: what cannot be read is shown as a mistake and stays out of the document. */
export function JsonInput({ id, label, value, refuse, onChange }: Props) {
  const { t } = useTranslation("inspector");
  const stored = value === undefined ? "" : JSON.stringify(value, undefined, 2);
  const [draft, setDraft] = useState<{ text: string; of: string }>();
  // A draft belongs to the value it was begun on: undo and edits elsewhere take its place.
  const text = draft?.of === stored ? draft.text : stored;
  const { error } = read(text);
  return (
    <Textarea
      id={id}
      aria-label={label}
      className="code"
      rows={2}
      classNames={{ input: "grows" }}
      spellCheck={false}
      placeholder={t("json.empty")}
      value={text}
      error={error}
      onChange={(event) => {
        const next = event.currentTarget.value;
        const parsed = read(next);
        const becomes =
          parsed.error === undefined
            ? parsed.value === undefined
              ? ""
              : JSON.stringify(parsed.value, undefined, 2)
            : stored;
        setDraft({ text: next, of: becomes });
        if (parsed.error === undefined) onChange(parsed.value);
      }}
    />
  );

  function read(source: string): { value?: unknown; error?: string } {
    if (source.trim() === "") return {};
    let parsed: unknown;
    try {
      parsed = JSON.parse(source);
    } catch {
      return { error: t("json.invalid") };
    }
    const refusal = refuse?.(parsed);
    return refusal === undefined ? { value: parsed } : { error: refusal };
  }
}
