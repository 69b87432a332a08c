import { Autocomplete, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { consentState } from "../../src-shared/person/consent.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { isTimeZone } from "../../src-shared/time/zone.ts";

const CHANNELS = ["push", "email", "sms", "in-app", "card"] as const;
const PLATFORMS = ["none", "ios", "android", "web"] as const;

/** What every persona has: names, how she is reached, and where she agreed to marketing. */
export function PersonaFields({
  persona,
  onChange,
}: {
  persona: Person;
  onChange: (persona: Person) => void;
}) {
  const { t } = useTranslation(["persona", "outbox"]);
  const trait = (name: string) => {
    const value = persona.traits[name];
    return typeof value === "string" ? value : "";
  };
  const setTrait = (name: string, value: string): void => {
    const { [name]: _, ...others } = persona.traits;
    onChange({ ...persona, traits: value === "" ? others : { ...others, [name]: value } });
  };
  const setField = (name: "email" | "phone" | "locale" | "timeZone", value: string): void => {
    const { [name]: _, ...others } = persona;
    onChange((value === "" ? others : { ...others, [name]: value }) as Person);
  };
  const { timeZone = "" } = persona;
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2}>
        <TextInput
          data-autofocus
          label={t("dialog.firstName")}
          value={trait("firstName")}
          onChange={({ currentTarget }) => setTrait("firstName", currentTarget.value)}
          data-testid="persona-first-name"
        />
        <TextInput
          label={t("dialog.lastName")}
          value={trait("lastName")}
          onChange={({ currentTarget }) => setTrait("lastName", currentTarget.value)}
        />
        <TextInput
          label={t("dialog.email")}
          value={persona.email ?? ""}
          onChange={({ currentTarget }) => setField("email", currentTarget.value)}
        />
        <TextInput
          label={t("dialog.phone")}
          value={persona.phone ?? ""}
          onChange={({ currentTarget }) => setField("phone", currentTarget.value)}
        />
        <TextInput
          label={t("dialog.locale")}
          placeholder="en, fr-CA"
          value={persona.locale ?? ""}
          onChange={({ currentTarget }) => setField("locale", currentTarget.value)}
        />
        <Autocomplete
          label={t("dialog.timeZone")}
          data={ZONES}
          limit={50}
          value={timeZone}
          onChange={(value) => setField("timeZone", value)}
          description={timeZone !== "" && !isTimeZone(timeZone) ? t("unknownZone") : undefined}
          inputWrapperOrder={["label", "input", "description"]}
        />
        <Select
          label={t("dialog.device")}
          allowDeselect={false}
          data={PLATFORMS.map((value) => ({ value, label: t(`dialog.platforms.${value}`) }))}
          value={persona.devices[0]?.platform ?? "none"}
          onChange={(platform) =>
            onChange({
              ...persona,
              devices:
                platform === null || platform === "none"
                  ? []
                  : [{ id: `${persona.id}-device`, platform: platform as "ios", token: "made-up" }],
            })
          }
        />
      </SimpleGrid>
      <SimpleGrid cols={3}>
        {CHANNELS.map((channel) => {
          const name = t(`channels.${channel}`, { ns: "outbox", defaultValue: channel });
          return (
            <Select
              key={channel}
              label={t("dialog.consent", { channel: name })}
              allowDeselect={false}
              data={(["none", "granted", "denied"] as const).map((value) => ({
                value,
                label: t(`dialog.states.${value}`),
              }))}
              value={consentState(persona, channel, "marketing").state}
              onChange={(state) => onChange(withConsent(persona, channel, state))}
              data-testid={`persona-consent-${channel}`}
            />
          );
        })}
      </SimpleGrid>
    </Stack>
  );
}

const ZONES = Intl.supportedValuesOf("timeZone");

function withConsent(persona: Person, channel: string, state: string | null): Person {
  const others = persona.consents.filter(
    (consent) => consent.channel !== channel || consent.purpose !== "marketing",
  );
  if (state !== "granted" && state !== "denied") return { ...persona, consents: others };
  const given = { channel, purpose: "marketing", state, source: "persona" } as const;
  return { ...persona, consents: [...others, given] };
}
