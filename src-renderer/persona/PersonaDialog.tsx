import { Button, Group, JsonInput, Modal, Tabs, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parsePerson } from "../../src-shared/person/parse-people.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { ProblemList } from "../ui/ProblemList.tsx";
import { problemOf, rowsAfter, rowsOf, traitsWith, type AttributeRow } from "./attribute-rows.ts";
import { Attributes } from "./Attributes.tsx";
import { PersonaFields } from "./PersonaFields.tsx";

interface Props {
  persona: Person;
  isNew: boolean;
  onSave: (persona: Person) => Promise<boolean>;
  onRemove: () => void;
  onClose: () => void;
}

/** A persona as a form and as JSON, which stay in step: what is typed in one is in the other. */
export function PersonaDialog({ persona: given, isNew, onSave, onRemove, onClose }: Props) {
  const { t } = useTranslation(["persona", "app"]);
  const [persona, setPersona] = useState(given);
  const [text, setText] = useState(() => JSON.stringify(given, null, 2));
  const [rows, setRows] = useState(() => rowsOf(given.traits));
  const [busy, setBusy] = useState(false);
  const read = readText(text, given.id);
  const change = (to: Person): void => {
    setPersona(to);
    setText(JSON.stringify(to, null, 2));
  };
  const type = (to: string): void => {
    setText(to);
    const { person } = readText(to, given.id);
    if (person === undefined) return;
    setPersona(person);
    setRows((before) => rowsAfter(before, person.traits));
  };
  const changeRows = (to: AttributeRow[]): void => {
    setRows(to);
    change({ ...persona, traits: traitsWith(persona.traits, to) });
  };
  const unfinished = rows.some((row) => problemOf(row, rows) !== undefined);
  return (
    <Modal
      lockScroll={false}
      opened
      onClose={onClose}
      size="lg"
      title={t(isNew ? "dialog.new" : "dialog.change")}
      closeButtonProps={{ "aria-label": t("close", { ns: "app" }) }}
    >
      <form
        data-testid="persona-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (read.person === undefined || unfinished) return;
          setBusy(true);
          void onSave(read.person).then((saved) => (saved ? onClose() : setBusy(false)));
        }}
      >
        <Tabs defaultValue="form" keepMounted={false}>
          <Tabs.List mb="sm">
            <Tabs.Tab value="form">{t("dialog.form")}</Tabs.Tab>
            <Tabs.Tab value="json" data-testid="persona-as-json">
              JSON
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="form">
            <PersonaFields persona={persona} onChange={change} />
            <Attributes rows={rows} onChange={changeRows} />
          </Tabs.Panel>
          <Tabs.Panel value="json">
            <JsonInput
              aria-label="JSON"
              autosize
              minRows={12}
              maxRows={24}
              spellCheck={false}
              value={text}
              onChange={type}
              error={read.isJson ? undefined : t("dialog.notJson")}
              data-testid="persona-text"
            />
          </Tabs.Panel>
        </Tabs>
        {read.problems.length > 0 && <ProblemList problems={read.problems} />}
        {unfinished && (
          <Text size="sm" mt="sm" role="status" data-testid="attributes-unfinished">
            {t("attributes.unfinished")}
          </Text>
        )}
        <Group justify="space-between" mt="md">
          {isNew ? (
            <span />
          ) : (
            <Button variant="subtle" color="red" onClick={onRemove} data-testid="remove-persona">
              {t("dialog.remove")}
            </Button>
          )}
          <Group gap={8}>
            <Button variant="default" onClick={onClose}>
              {t("cancel", { ns: "app" })}
            </Button>
            <Button
              type="submit"
              loading={busy}
              disabled={read.person === undefined || unfinished}
              data-testid="save-persona"
            >
              {t("dialog.save")}
            </Button>
          </Group>
        </Group>
      </form>
    </Modal>
  );
}

/** The typed JSON as a person; her id stays what it is, for it names her in the library. */
function readText(
  text: string,
  id: string,
): { person?: Person; problems: ReturnType<typeof parsePerson>["problems"]; isJson: boolean } {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    const { person, problems } = parsePerson(isObject ? { ...value, id } : value, "");
    return { ...(person === undefined ? {} : { person }), problems, isJson: true };
  } catch {
    return { problems: [], isJson: false };
  }
}
