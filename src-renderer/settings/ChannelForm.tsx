import { Button, Group, NativeSelect, Stack, Switch } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChannelView } from "../../src-shared/api/channels.ts";
import { CHANNEL_SETTINGS } from "../../src-shared/channels/catalogue.ts";
import { SMS_PRESETS } from "../../src-shared/channels/sms.ts";
import { describeProblem } from "../../src-shared/problems.ts";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { formOf } from "../inspector/form-model.ts";
import { problemsOf, useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import { CHANNEL_LAYOUT, fieldsOfPart } from "./channel-layout.ts";
import { ChannelPart } from "./ChannelPart.tsx";
import { SecretField, SettingField } from "./ChannelFields.tsx";
import { SendTest } from "./SendTest.tsx";

type Settings = ChannelView["settings"];

/** Settings of one channel, made from their schema; what the service refuses is said at the field it concerns. */
export function ChannelForm({ view }: { view: ChannelView }) {
  const { t } = useTranslation("channels");
  const locale = useLocale();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [settings, setSettings] = useState<Settings>(view.settings);
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const refresh = async (fresh: ChannelView) => {
    setSettings(fresh.settings);
    setSecrets({});
    await queries.invalidateQueries({ queryKey: orpc.channels.key() });
  };
  const save = useMutation(
    orpc.channels.set.mutationOptions({
      onSuccess: async (fresh) => {
        await refresh(fresh);
        toast("ok", t(fresh.state === "live" ? "savedLive" : "savedOutbox", { name: t(`${view.id}.name`) }));
      },
      onError: (error) => {
        if (problemsOf(error).length === 0) toast("bad", errorText(error));
      },
    }),
  );
  const keys = useMutation(
    orpc.channels.makeKeys.mutationOptions({
      onSuccess: refresh,
      onError: (error) => toast("bad", errorText(error)),
    }),
  );
  const found = save.isError ? problemsOf(save.error) : view.problems;
  const errorAt = (path: string) => {
    const problem = found.find((each) => each.path === path || each.path.startsWith(`${path}.`));
    if (problem === undefined) return undefined;
    const { message, hint } = describeProblem(problem, locale);
    return `${message} ${hint ?? ""}`;
  };
  const fields = new Map(formOf(CHANNEL_SETTINGS[view.id]).map((field) => [field.key, field]));
  const general = errorAt("");
  /** Whether the user set it: what is as the schema fills it in says nothing. */
  const isFilled = (key: string) => {
    if (key.startsWith("secrets.")) return view.secrets[key.slice(8)] !== "absent";
    return JSON.stringify(view.settings[key]) !== JSON.stringify(fields.get(key)?.fallback);
  };
  const settingField = (key: string) => {
    const field = fields.get(key);
    return field === undefined ? null : (
      <SettingField
        channel={view.id}
        field={field}
        value={settings[key]}
        error={errorAt(key)}
        onChange={(value) => setSettings((before) => ({ ...before, [key]: value }))}
      />
    );
  };
  const secretField = (name: string) => (
    <SecretField
      channel={view.id}
      name={name}
      state={view.secrets[name] ?? "absent"}
      value={secrets[name] ?? ""}
      error={errorAt(`secrets.${name}`)}
      onChange={(value) =>
        setSecrets((before) =>
          value === ""
            ? Object.fromEntries(Object.entries(before).filter(([other]) => other !== name))
            : { ...before, [name]: value },
        )
      }
    />
  );
  return (
    <>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ id: view.id, settings, secrets });
        }}
      >
        <Stack gap="sm" mt="sm">
          {view.id === "sms" && <Preset onPick={(preset) => setSettings({ ...settings, ...preset })} />}
          {CHANNEL_LAYOUT[view.id].map((part) => {
            const inside = fieldsOfPart(part);
            return (
              <ChannelPart
                key={part.id}
                channel={view.id}
                layout={part}
                filled={inside.filter(isFilled).length}
                isWrong={inside.some((key) => errorAt(key) !== undefined)}
                field={(key) => (key.startsWith("secrets.") ? secretField(key.slice(8)) : settingField(key))}
              >
                {part.id === "web" && (
                  <Group>
                    <Button
                      variant="default"
                      size="xs"
                      loading={keys.isPending}
                      onClick={() => keys.mutate(undefined)}
                    >
                      {t("makeKeys")}
                    </Button>
                  </Group>
                )}
              </ChannelPart>
            );
          })}
          <Switch
            label={t("on")}
            description={t("onHelp")}
            checked={settings["on"] === true}
            onChange={(event) => {
              const on = event.currentTarget.checked;
              setSettings((before) => ({ ...before, on }));
            }}
          />
          {general !== undefined && (
            <p role="alert" className="channel-problem">
              {general}
            </p>
          )}
          <Group>
            <Button type="submit" loading={save.isPending}>
              {t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
      <SendTest channel={view.id} />
    </>
  );
}

function Preset({ onPick }: { onPick: (settings: Settings) => void }) {
  const { t } = useTranslation("channels");
  return (
    <NativeSelect
      label={t("preset")}
      description={t("presetHelp")}
      data={[
        { value: "", label: t("presetNone") },
        ...Object.entries(SMS_PRESETS).map(([value, { name }]) => ({ value, label: name })),
      ]}
      onChange={(event) => {
        const preset = SMS_PRESETS[event.currentTarget.value];
        if (preset !== undefined) onPick(preset.settings);
      }}
    />
  );
}
