import { NativeSelect, NumberInput, PasswordInput, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChannelView } from "../../src-shared/api/channels.ts";
import type { Field } from "../inspector/form-model.ts";

/** Help stands below the input, so that inputs side by side are on one line whether they have any or not. */
const BELOW: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];

type Json = ChannelView["settings"][string];

interface SettingProps {
  channel: string;
  field: Field;
  value: Json | undefined;
  error: string | undefined;
  onChange: (value: Json) => void;
}

/** One setting by the type its schema gives it. */
export function SettingField({ channel, field, value, error, onChange }: SettingProps) {
  const { t, i18n } = useTranslation("channels");
  const texts = `${channel}.fields.${field.key}`;
  const help = `${texts}.help`;
  const shared = {
    label: t(`${texts}.label`),
    ...(i18n.exists(help, { ns: "channels" }) ? { description: t(help) } : {}),
    error,
    inputWrapperOrder: BELOW,
  };
  switch (field.type) {
    case "switch":
      return (
        <Switch
          {...{ label: shared.label, error }}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "choice":
      return (
        <NativeSelect
          {...shared}
          value={typeof value === "string" ? value : ""}
          data={field.options.map((option) => ({ value: option, label: t(`options.${option}`) }))}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "number":
      return (
        <NumberInput
          {...shared}
          value={typeof value === "number" ? value : ""}
          {...(field.min === undefined ? {} : { min: field.min })}
          {...(field.max === undefined ? {} : { max: field.max })}
          allowDecimal={!field.integer}
          thousandSeparator=""
          classNames={{ wrapper: "narrow-input" }}
          onChange={(next) => {
            if (typeof next === "number") onChange(next);
          }}
        />
      );
    case "record":
      return <PairsField shared={shared} value={value} onChange={onChange} />;
    default:
      return field.key === "authority" ? (
        <Textarea
          {...shared}
          autosize
          minRows={2}
          maxRows={6}
          spellCheck={false}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          {...shared}
          autoComplete="off"
          spellCheck={false}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

/** Names with values, a line each; the text stays as it is typed, also while a line is half written. */
function PairsField({
  shared,
  value,
  onChange,
}: {
  shared: { label: string; error: string | undefined };
  value: Json | undefined;
  onChange: (value: Json) => void;
}) {
  const written = linesOf(value);
  const [draft, setDraft] = useState(written);
  const text = linesOf(pairsOf(draft)) === written ? draft : written;
  return (
    <Textarea
      {...shared}
      autosize
      minRows={3}
      spellCheck={false}
      value={text}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        onChange(pairsOf(event.currentTarget.value));
      }}
    />
  );
}

function linesOf(value: Json | undefined): string {
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([name, held]) => `${name} = ${typeof held === "string" ? held : JSON.stringify(held)}`)
    .join("\n");
}

function pairsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split("\n")
      .map((line) => line.split("="))
      .filter(([name = "", ...rest]) => name.trim() !== "" && rest.length > 0)
      .map(([name = "", ...rest]) => [name.trim(), rest.join("=").trim()]),
  );
}

interface SecretProps {
  channel: string;
  name: string;
  state: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** Secrets that are whole files, pasted in several lines. */
const FILES = ["dkimKey", "fcmAccount", "apnsKey"];

/** A secret: what is set is never shown; leaving the field empty keeps it. */
export function SecretField({ channel, name, state, value, error, onChange }: SecretProps) {
  const { t, i18n } = useTranslation("channels");
  const texts = `${channel}.secrets.${name}`;
  const help = i18n.exists(`${texts}.help`, { ns: "channels" }) ? `${t(`${texts}.help`)} ` : "";
  const shared = {
    label: t(`${texts}.label`),
    description: `${help}${t(`secret.${state}`)}`,
    error,
    inputWrapperOrder: BELOW,
    value,
    autoComplete: "new-password",
    spellCheck: false,
    placeholder: state === "set" ? t("secret.keep") : undefined,
  };
  return FILES.includes(name) ? (
    <Textarea
      {...shared}
      autosize
      minRows={2}
      maxRows={6}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <PasswordInput
      {...shared}
      visibilityToggleButtonProps={{ "aria-label": t("secret.show", { name: shared.label }) }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
