import { Languages } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "../../app/i18n.ts";
import { useBuilder } from "../../canvas/store.ts";
import type { TemplateFormat } from "../../template/highlight.ts";
import { useFieldState, type FieldProps } from "../field-state.ts";
import { pathOf, useForm } from "../form-context.ts";
import { localesOf, textFor, withText } from "../localized.ts";
import { MjmlEditor } from "../blocks/MjmlEditor.tsx";
import { FieldFrame } from "./FieldFrame.tsx";
import { InsertVariable } from "./InsertVariable.tsx";
import { PROMPTED, TemplateBox, useTemplateHandle } from "./TemplateBox.tsx";

interface Props extends FieldProps {
  long: boolean;
  format: TemplateFormat;
}

/** A text for everybody, or one for each language. */
export function LocalizedField({ field, place, long, format }: Props) {
  const { t } = useTranslation("inspector");
  const form = useForm();
  const { id, value, text, set } = useFieldState({ field, place });
  const handle = useTemplateHandle();
  const home = useBuilder(({ journey }) => journey.settings.locale?.split("-")[0] ?? "en");
  const written = localesOf(value);
  const [chosen, setChosen] = useState<string>();
  // "" stands for everybody; it is there as long as no language has a text of its own.
  const tabs = [...(written.length === 0 ? [""] : []), ...languages(written)];
  const tab = chosen !== undefined && tabs.includes(chosen) ? chosen : (tabs[0] ?? "");
  const path = pathOf(written.includes(tab) ? [...place, tab] : place);
  const problems = useMemo(
    () => form.problems.flatMap((each) => (each.path === path ? [each.problem] : [])),
    [form.problems, path],
  );
  const editor = {
    id: `${id}-input`,
    labelledBy: id,
    value: textFor(value, tab, home),
    placeholder: text.placeholder,
    lang: tab === "" ? undefined : tab,
    problems,
    handle,
  };
  const write = (next: string, merge: boolean | string) =>
    set(withText(value, tab, next, { home, optional: field.optional }), { merge });
  return (
    <FieldFrame
      field={field}
      place={place}
      names={id}
      quiet={PROMPTED}
      onLabel={() => handle.get()?.focus()}
      action={
        <>
          <InsertVariable label={text.label} onInsert={() => handle.get()?.insertVariable()} />
          <div className="language-tabs" role="group" aria-label={`${text.label}: ${t("language.each")}`}>
            <Languages size={12} aria-hidden />
            {tabs.map((locale) => (
              <button
                key={locale}
                type="button"
                aria-pressed={locale === tab}
                title={locale === "" ? t("language.all") : nameOf(locale)}
                data-written={written.includes(locale) || undefined}
                data-problem={
                  form.problems.some((each) => each.path === pathOf([...place, locale])) || undefined
                }
                onClick={() => setChosen(locale)}
              >
                {locale === "" ? t("language.all") : locale}
              </button>
            ))}
          </div>
        </>
      }
    >
      {/* Another language is another text: the editor begins anew with it. */}
      {format === "mjml" ? (
        <MjmlEditor key={tab} {...editor} onChange={write} />
      ) : (
        <TemplateBox key={tab} {...editor} format={format} long={long} onChange={write} />
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
