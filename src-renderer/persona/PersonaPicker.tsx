import "./texts.ts";
import { Button, Combobox, FileButton, Group, Loader, Tooltip, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check, ChevronDown, Minus, X } from "lucide-react";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { consentState } from "../../src-shared/person/consent.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { isTimeZone } from "../../src-shared/time/zone.ts";
import { orpc } from "../app/api.ts";
import { Avatar } from "../people/Avatar.tsx";
import { personName } from "../people/name.ts";
import { madeUpCopy } from "../../src-shared/person/made-up.ts";
import { toast } from "../ui/toast.ts";
import { CsvPersonas } from "./CsvPersonas.tsx";
import { PersonaDialog } from "./PersonaDialog.tsx";
import { newPersonaId, useLibrary } from "./use-library.tsx";
import css from "./persona.module.css";
import { personas } from "./personas.ts";
import { usePersona, type Chosen } from "./use-persona.ts";

/** Most people offered at once; the search finds the rest. */
const OFFERED = 20;
const CHANNELS = ["push", "email", "sms"] as const;

/** Who messages, instants and ways are looked at through: six made-up people, or anybody of the workspace. */
export const PersonaPicker = memo(function PersonaPicker() {
  const { t } = useTranslation("persona");
  const { chosen, choose } = usePersona();
  const [typed, setTyped] = useState("");
  const library = useLibrary();
  const [editing, setEditing] = useState<{ persona: Person; isNew: boolean }>();
  const [csv, setCsv] = useState<string>();
  const isMine = chosen.key.startsWith("mine:");
  const box = useCombobox({
    onDropdownClose: () => {
      box.resetSelectedOption();
      box.focusTarget();
      setTyped("");
    },
    onDropdownOpen: () => box.focusSearchInput(),
  });
  const edit = (persona: Person, isNew: boolean): void => {
    box.closeDropdown();
    setEditing({ persona, isNew });
  };
  return (
    <>
      <Combobox
        store={box}
        width={300}
        position="bottom-start"
        shadow="md"
        withinPortal
        onOptionSubmit={(key) => {
          choose(key);
          box.closeDropdown();
        }}
      >
        <Combobox.Target targetType="button">
          <button
            type="button"
            className={css.chosen}
            onClick={() => box.toggleDropdown()}
            data-testid="persona"
          >
            <span className="visually-hidden">{t("choose")}: </span>
            <Who chosen={chosen} />
            <ChevronDown size={14} aria-hidden className={css.open} />
          </button>
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Search
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              box.updateSelectedOptionIndex();
            }}
            placeholder={t("search")}
            aria-label={t("search")}
          />
          {box.dropdownOpened && <Offered search={typed} current={chosen.key} library={library.personas} />}
          <Combobox.Footer>
            <Group gap={6}>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => edit({ ...EMPTY, id: newPersonaId() }, true)}
                data-testid="new-persona"
              >
                {t("library.new")}
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() =>
                  isMine ? edit(chosen.person, false) : edit(madeUpCopy(chosen.person, newPersonaId()), true)
                }
                data-testid="edit-persona"
              >
                {t(isMine ? "library.change" : "library.copy", { name: chosen.name })}
              </Button>
              <FileButton
                accept=".csv,text/csv"
                onChange={(file) => {
                  box.closeDropdown();
                  void file?.text().then(setCsv, () => toast("bad", t("csv.unreadable")));
                }}
              >
                {(button) => (
                  <Button {...button} size="compact-xs" variant="default">
                    {t("library.csv")}
                  </Button>
                )}
              </FileButton>
            </Group>
          </Combobox.Footer>
        </Combobox.Dropdown>
      </Combobox>
      {editing !== undefined && (
        <PersonaDialog
          {...editing}
          onSave={async (persona) => {
            const saved = await library.save([persona]);
            if (saved) choose(`mine:${persona.id}`);
            return saved;
          }}
          onRemove={() => {
            library.remove(editing.persona);
            setEditing(undefined);
          }}
          onClose={() => setEditing(undefined)}
        />
      )}
      {csv !== undefined && (
        <CsvPersonas text={csv} onSave={library.save} onClose={() => setCsv(undefined)} />
      )}
    </>
  );
});

const EMPTY = { traits: {}, devices: [], consents: [] };

interface OfferedProps {
  search: string;
  current: string;
  library: readonly Person[];
}

function Offered({ search, current, library }: OfferedProps) {
  const { t } = useTranslation("persona");
  const [wanted] = useDebouncedValue(search.trim().slice(0, 200), 150);
  const found = useQuery(
    orpc.people.list.queryOptions({
      input: { search: wanted, limit: OFFERED, offset: 0 },
      placeholderData: keepPreviousData,
    }),
  );
  const fold = (text: string) =>
    text
      .normalize("NFKD")
      .replace(/\p{Mn}/gu, "")
      .toLowerCase();
  const shown = personas()
    .map(({ id, person, typical }) => ({
      id,
      name: typical ? personName(person) : t("nobody"),
      about: t(`about.${id}`),
    }))
    .filter(({ name, about }) => fold(`${name} ${about}`).includes(fold(search.trim())));
  const people = found.data?.people ?? [];
  const mine = library.filter((person) =>
    fold(`${personName(person)} ${person.locale ?? ""} ${person.timeZone ?? ""}`).includes(
      fold(search.trim()),
    ),
  );
  return (
    <Combobox.Options
      aria-label={t("choose")}
      tabIndex={0}
      data-testid="persona-options"
      mah={320}
      style={{ overflowY: "auto" }}
    >
      {mine.length > 0 && (
        <Combobox.Group label={t("library.mine")}>
          {mine.map((person) => (
            <Combobox.Option
              key={person.id}
              value={`mine:${person.id}`}
              active={current === `mine:${person.id}`}
            >
              <Row
                id={person.id}
                name={personName(person)}
                about={[person.locale, person.timeZone].filter(Boolean).join(" · ") || t("noLanguage")}
              />
            </Combobox.Option>
          ))}
        </Combobox.Group>
      )}
      {shown.length > 0 && (
        <Combobox.Group label={t("madeUp")}>
          {shown.map(({ id, name, about }) => (
            <Combobox.Option key={id} value={`persona:${id}`} active={current === `persona:${id}`}>
              <Row id={id} name={name} about={about} />
            </Combobox.Option>
          ))}
        </Combobox.Group>
      )}
      {people.length > 0 && (
        <Combobox.Group label={t("people")}>
          {people.map((person) => (
            <Combobox.Option
              key={person.id}
              value={`person:${person.id}`}
              active={current === `person:${person.id}`}
            >
              <Row id={person.id} name={personName(person)} about={person.email ?? person.id} />
            </Combobox.Option>
          ))}
        </Combobox.Group>
      )}
      {found.isPending && <Loader size="xs" m={8} />}
      {shown.length + mine.length + people.length === 0 && !found.isPending && (
        <Combobox.Empty>{t("none")}</Combobox.Empty>
      )}
    </Combobox.Options>
  );
}

function Row({ id, name, about }: { id: string; name: string; about: string }) {
  return (
    <span className={css.row}>
      <Avatar name={name} id={id} size={26} />
      <span className={css.words}>
        <span className={css.name}>{name}</span>
        <span className={css.about}>{about}</span>
      </span>
    </span>
  );
}

function Who({ chosen: { person, name } }: { chosen: Chosen }) {
  const { t } = useTranslation("persona");
  const { t: words } = useTranslation("outbox");
  const zone =
    person.timeZone !== undefined && isTimeZone(person.timeZone) ? person.timeZone : t("unknownZone");
  return (
    <span className={css.row}>
      <Avatar name={name} id={person.id} size={32} />
      <span className={css.words}>
        <span className={css.name}>{name}</span>
        <span className={css.about}>
          {person.locale ?? t("noLanguage")} · {zone}
        </span>
        <span className={css.about}>
          {CHANNELS.map((channel) => (
            <Consent key={channel} person={person} channel={channel} name={words(`channels.${channel}`)} />
          ))}
        </span>
      </span>
    </span>
  );
}

const SIGNS = { granted: Check, denied: X, none: Minus };

function Consent(props: { person: Person; channel: string; name: string }) {
  const { t } = useTranslation("persona");
  const { state } = consentState(props.person, props.channel, "marketing");
  const Sign = SIGNS[state];
  const label = t(`consent.${state}`, { channel: props.name });
  return (
    <Tooltip label={label}>
      <span className={css.consent} data-state={state} role="img" aria-label={label}>
        {props.name.toLowerCase()}
        <Sign size={11} aria-hidden />
      </span>
    </Tooltip>
  );
}
