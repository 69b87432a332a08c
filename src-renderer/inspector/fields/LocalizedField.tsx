import { Textarea, TextInput } from "@mantine/core";
import { Languages } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "../../app/i18n.ts";
import { useBuilder } from "../../canvas/store.ts";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { localesOf, textFor, withText } from "../localized.ts";
import { FieldFrame } from "./FieldFrame.tsx";

interface Props extends FieldProps {
  long: boolean;
  markup: boolean;
}

/** A text for everybody, or one for each language. */
export function LocalizedField({ field, place, long, markup }: Props) {
  const { t } = useTranslation("inspector");
  const { id, value, text, set, error } = useFieldState({ field, place });
  const home = useBuilder(({ journey }) => journey.settings.locale?.split("-")[0] ?? "en");
  const written = localesOf(value);
  const [chosen, setChosen] = useState<string>();
  // "" stands for everybody; it is there as long as no language has a text of its own.
  const tabs = [...(written.length === 0 ? [""] : []), ...languages(written)];
  const tab = chosen !== undefined && tabs.includes(chosen) ? chosen : (tabs[0] ?? "");
  const change = (next: string) =>
    set(withText(value, tab, next, { home, optional: field.optional }), { merge: true });

  const input = {
    id,
    value: textFor(value, tab, home),
    placeholder: text.placeholder,
    lang: tab === "" ? undefined : tab,
    error: error !== undefined,
    spellCheck: !markup,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      change(event.currentTarget.value),
  };
  return (
    <FieldFrame
      field={field}
      place={place}
      labelFor={id}
      action={
        <div className="language-tabs" role="group" aria-label={`${text.label}: ${t("language.each")}`}>
          <Languages size={12} aria-hidden />
          {tabs.map((locale) => (
            <button
              key={locale}
              type="button"
              aria-pressed={locale === tab}
              title={locale === "" ? t("language.all") : nameOf(locale)}
              data-written={written.includes(locale) || undefined}
              onClick={() => setChosen(locale)}
            >
              {locale === "" ? t("language.all") : locale}
            </button>
          ))}
        </div>
      }
    >
      {long ? (
        <Textarea
          {...input}
          autosize
          minRows={markup ? 6 : 2}
          maxRows={markup ? 18 : 10}
          className={markup ? "code" : undefined}
        />
      ) : (
        <TextInput {...input} />
      )}
    </FieldFrame>
  );
}

function languages(written: readonly string[]): string[] {
  return [...new Set([...LANGUAGES.map(({ locale }) => locale), ...written])];
}

function nameOf(locale: string): string {
  return LANGUAGES.find((language) => language.locale === locale)?.name ?? locale;
}
