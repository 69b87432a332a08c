import { Button, Group, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { consentState } from "../../src-shared/person/consent.ts";
import { parsePerson } from "../../src-shared/person/parse-people.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { ProblemList } from "../ui/ProblemList.tsx";
import { attributeChange, consentChange, withEvent, type Plan } from "./plan.ts";
import css from "./simulate.module.css";

interface Props {
  plan: Plan;
  /** As she is at the point that is seen. */
  persona: Person;
  /** As she is at the start. */
  original: Person;
  /** Instant from which a change counts, epoch ms. */
  at: number;
  onChange: (plan: Plan) => void;
}

/** Channels a person is asked about. */
const CHANNELS = ["push", "email", "sms", "in-app", "card"] as const;

/** Who is walked: her profile to be written anew, and changes of it in the middle of the walk. */
export function PersonTab({ plan, persona, original, at, onChange }: Props) {
  const { t } = useTranslation(["simulate", "outbox"]);
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  return (
    <div className={css.tab}>
      <h3>{t("changeNow")}</h3>
      <form
        className={css.row}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === "") return;
          onChange(withEvent(plan, attributeChange(at, name.trim(), valueOf(value))));
          setName("");
          setValue("");
        }}
      >
        <TextInput
          label={t("attribute")}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          data-testid="attribute-name"
        />
        <TextInput
          label={t("value")}
          value={value}
          onChange={({ currentTarget }) => setValue(currentTarget.value)}
          data-testid="attribute-value"
        />
        <Button type="submit" variant="default" disabled={name.trim() === ""} data-testid="change-attribute">
          {t("change")}
        </Button>
      </form>
      <h3>{t("consents")}</h3>
      <ul className={css.consents}>
        {CHANNELS.map((channel) => {
          const label = t(`channels.${channel}`, { ns: "outbox", defaultValue: channel });
          return (
            <li key={channel}>
              <Select
                label={label}
                allowDeselect={false}
                data={[
                  { value: "none", label: t("consent.none"), disabled: true },
                  { value: "granted", label: t("consent.granted") },
                  { value: "denied", label: t("consent.denied") },
                ]}
                value={consentState(persona, channel, "marketing").state}
                onChange={(state) =>
                  (state === "granted" || state === "denied") &&
                  onChange(withEvent(plan, consentChange(at, channel, state)))
                }
                data-testid={`consent-${channel}`}
              />
            </li>
          );
        })}
      </ul>
      <h3>{t("profile")}</h3>
      <Profile
        key={JSON.stringify(original)}
        persona={original}
        isOwn={plan.persona !== undefined}
        onSave={(person) => onChange({ ...plan, persona: person })}
        onReset={() => {
          const { persona: _written, ...rest } = plan;
          onChange(rest);
        }}
      />
    </div>
  );
}

interface ProfileProps {
  persona: Person;
  isOwn: boolean;
  onSave: (person: Person) => void;
  onReset: () => void;
}

/** Her profile as JSON: a copy, never the original. */
function Profile({ persona, isOwn, onSave, onReset }: ProfileProps) {
  const { t } = useTranslation("simulate");
  const [text, setText] = useState(() => JSON.stringify(persona, null, 2));
  const read = readProfile(text);
  return (
    <>
      <Textarea
        aria-label={t("profile")}
        autosize
        minRows={6}
        maxRows={24}
        spellCheck={false}
        classNames={{ input: css.code }}
        value={text}
        error={read.problems === undefined ? t("notJson") : undefined}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        data-testid="persona-json"
      />
      {read.problems !== undefined && read.problems.length > 0 && <ProblemList problems={read.problems} />}
      <Group gap={8}>
        <Button
          variant="default"
          disabled={read.person === undefined || text === JSON.stringify(persona, null, 2)}
          onClick={() => read.person !== undefined && onSave(read.person)}
        >
          {t("useProfile")}
        </Button>
        {isOwn && (
          <Button variant="subtle" onClick={onReset}>
            {t("originalProfile")}
          </Button>
        )}
      </Group>
    </>
  );
}

function readProfile(text: string): Partial<ReturnType<typeof parsePerson>> {
  try {
    return parsePerson(JSON.parse(text), "");
  } catch {
    return {};
  }
}

/** What was typed as JSON where it is some, else as the text it is. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
