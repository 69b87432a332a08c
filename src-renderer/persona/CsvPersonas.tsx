import { Button, Checkbox, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readPeopleCsv } from "../../src-shared/person/csv.ts";
import { madeUpCopy } from "../../src-shared/person/made-up.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { personName } from "../people/name.ts";
import { ProblemList } from "../ui/ProblemList.tsx";
import { newPersonaId } from "./use-library.tsx";

/** So many lines of a file are looked at: personas are chosen one by one. */
const SHOWN = 50;

interface Props {
  /** The file as text. */
  text: string;
  onSave: (personas: Person[]) => Promise<boolean>;
  onClose: () => void;
}

/** Personas from a table of people: what is wrong with it, and whom to keep. Their addresses stay behind. */
export function CsvPersonas({ text, onSave, onClose }: Props) {
  const { t } = useTranslation(["persona", "app"]);
  const [{ people, problems }] = useState(() => readPeopleCsv(text));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set());
  const shown = people.slice(0, SHOWN);
  return (
    <Modal
      lockScroll={false}
      opened
      onClose={onClose}
      title={t("csv.title")}
      closeButtonProps={{ "aria-label": t("close", { ns: "app" }) }}
    >
      <Stack gap="sm" data-testid="csv-personas">
        <p>{t("csv.text")}</p>
        {problems.length > 0 && <ProblemList problems={problems.slice(0, 20)} />}
        {shown.map((person) => (
          <Checkbox
            key={person.id}
            label={personName(person)}
            description={[person.id, person.locale, person.timeZone].filter(Boolean).join(" · ")}
            checked={chosen.has(person.id)}
            onChange={({ currentTarget: { checked } }) => {
              const next = new Set(chosen);
              if (checked) next.add(person.id);
              else next.delete(person.id);
              setChosen(next);
            }}
          />
        ))}
        {people.length > SHOWN && <p>{t("csv.more", { count: people.length - SHOWN })}</p>}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t("cancel", { ns: "app" })}
          </Button>
          <Button
            disabled={chosen.size === 0}
            onClick={() =>
              void onSave(
                shown.filter(({ id }) => chosen.has(id)).map((person) => madeUpCopy(person, newPersonaId())),
              ).then((saved) => saved && onClose())
            }
            data-testid="keep-csv-personas"
          >
            {t("csv.keep", { count: chosen.size })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
