import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { valueAt } from "../../src-shared/journey/place.ts";
import { useLocale } from "../app/i18n.ts";
import { useBuilder, useBuilderStore } from "../canvas/store.ts";
import { Fields } from "./FieldView.tsx";
import { FormContext, mergeKey, type Form } from "./form-context.ts";
import { SETTINGS_FIELDS, SETTINGS_TEXTS } from "./journey-form.ts";
import { useParts } from "./use-parts.ts";

/** Settings of the whole journey, shown while nothing is selected. */
export function JourneyInspector() {
  const { t } = useTranslation("inspector");
  const locale = useLocale();
  const store = useBuilderStore();
  const parts = useParts(undefined, SETTINGS_FIELDS.length);
  const name = useBuilder(({ journey }) => journey.name);
  const description = useBuilder(({ journey }) => journey.description);
  const settings = useBuilder(({ journey }) => journey.settings);
  const problems = useBuilder((state) => state.problems);
  const form: Form = {
    id: "settings",
    texts: SETTINGS_TEXTS[locale],
    problems: (problems ?? []).flatMap((problem) =>
      problem.nodeId === undefined && problem.path.startsWith("settings.")
        ? [{ path: problem.path.slice("settings.".length), problem }]
        : [],
    ),
    valueAt: (place) => valueAt(settings, place),
    set: (place, value, { merge } = {}) => {
      const { run } = store.getState();
      const key = mergeKey("settings", place, merge);
      const parent = place.slice(0, -1);
      const siblings = valueAt(settings, parent);
      // A group whose last field is emptied goes too: empty quiet hours would be half a setting.
      const last =
        value === undefined &&
        parent.length > 0 &&
        typeof siblings === "object" &&
        siblings !== null &&
        Object.keys(siblings).every((sibling) => sibling === place.at(-1));
      run({ do: "set-field", place: ["settings", ...(last ? parent : place)], value }, key);
    },
  };
  return (
    <FormContext value={form}>
      <header className="inspector-head">
        <div>
          <h2>{t("journey.title")}</h2>
          <p className="inspector-help">{t("journey.help")}</p>
        </div>
      </header>
      <div className="inspector-body">
        <div className="field" data-path="name">
          <TextInput
            label={t("stepName")}
            value={name}
            maxLength={200}
            onChange={(event) => {
              const value = event.currentTarget.value;
              if (value !== "") store.getState().run({ do: "set-field", place: ["name"], value }, "name");
            }}
          />
        </div>
        <div className="field" data-path="description">
          <Textarea
            label={t("journey.description")}
            rows={2}
            classNames={{ input: "grows" }}
            value={description}
            onChange={(event) =>
              store
                .getState()
                .run(
                  { do: "set-field", place: ["description"], value: event.currentTarget.value },
                  "description",
                )
            }
          />
        </div>
        {SETTINGS_FIELDS.slice(0, parts).map(({ part, fields }) => (
          <section key={part} className="inspector-part">
            <h3>{t(`journey.${part}`)}</h3>
            <Fields fields={fields} place={[]} />
          </section>
        ))}
      </div>
    </FormContext>
  );
}
