import "./texts.ts";
import { Button, Checkbox, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Expectation } from "../../src-shared/simulate/scenario-schema.ts";
import { expectedWords } from "../../src-shared/simulate/scenario-words.ts";
import { useLocale } from "../app/i18n.ts";
import css from "./scenarios.module.css";

interface Props {
  /** Of the scenario that is changed; empty for a new one. */
  name: string;
  /** What may be expected; what holds is ticked at first. */
  candidates: readonly { expectation: Expectation; holds: boolean }[];
  onSave: (name: string, expect: Expectation[]) => Promise<boolean>;
  onClose: () => void;
}

/** Keeps a simulation as a scenario: what it is called, and what of what came of it has to stay so. */
export function SaveScenario({ name: before, candidates, onSave, onClose }: Props) {
  const { t } = useTranslation(["scenarios", "app"]);
  const locale = useLocale();
  const [name, setName] = useState(before);
  const [left, setLeft] = useState<ReadonlySet<number>>(
    () => new Set(candidates.flatMap(({ holds }, index) => (holds ? [] : [index]))),
  );
  const [busy, setBusy] = useState(false);
  const expect = candidates.flatMap(({ expectation }, index) => (left.has(index) ? [] : [expectation]));
  const ready = name.trim() !== "" && expect.length > 0;
  return (
    <Modal
      lockScroll={false}
      opened
      onClose={onClose}
      title={t("dialog.title")}
      closeButtonProps={{ "aria-label": t("close", { ns: "app" }) }}
    >
      <form
        data-testid="scenario-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          setBusy(true);
          void onSave(name.trim(), expect).then((saved) => (saved ? onClose() : setBusy(false)));
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            required
            label={t("dialog.name")}
            placeholder={t("dialog.example")}
            maxLength={200}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            data-testid="scenario-name"
          />
          <fieldset className={css.expect}>
            <legend>{t("dialog.expect")}</legend>
            {candidates.length === 0 && <p>{t("dialog.nothing")}</p>}
            {candidates.map(({ expectation, holds }, index) => (
              <Checkbox
                key={index}
                label={expectedWords(expectation, locale)}
                description={holds ? undefined : t("dialog.notNow")}
                checked={!left.has(index)}
                onChange={({ currentTarget: { checked } }) => {
                  const next = new Set(left);
                  if (checked) next.delete(index);
                  else next.add(index);
                  setLeft(next);
                }}
              />
            ))}
          </fieldset>
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t("cancel", { ns: "app" })}
            </Button>
            <Button type="submit" disabled={!ready} loading={busy} data-testid="confirm-scenario">
              {t("dialog.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
