import { Autocomplete, Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEventNames } from "../inspector/known-names.ts";
import { readProperties } from "../live/test-event.ts";
import { InstantField } from "./InstantField.tsx";
import type { PlannedEvent } from "./plan.ts";
import css from "./simulate.module.css";

type Track = Extract<PlannedEvent, { type: "track" }>;

interface Props {
  event: Track;
  isNew: boolean;
  zone: string;
  onSave: (event: Track) => void;
  onClose: () => void;
}

/** An event of the plan: what happens, when, and with which properties. */
export function EventForm({ event, isNew, zone, onSave, onClose }: Props) {
  const { t } = useTranslation(["simulate", "live", "app"]);
  const names = useEventNames();
  const [name, setName] = useState(event.event);
  const [at, setAt] = useState(event.at);
  const [text, setText] = useState(() => JSON.stringify(event.properties, null, 2));
  const read = readProperties(text);
  const ready = name.trim() !== "" && "properties" in read;
  return (
    <Modal
      lockScroll={false}
      opened
      onClose={onClose}
      title={t(isNew ? "event.add" : "event.change")}
      closeButtonProps={{ "aria-label": t("close", { ns: "app" }) }}
    >
      <form
        data-testid="planned-event-form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (ready) onSave({ ...event, event: name.trim(), at, properties: read.properties });
        }}
      >
        <Stack gap="sm">
          <Autocomplete
            label={t("event.name")}
            required
            data-autofocus
            data={names}
            limit={50}
            value={name}
            onChange={setName}
            data-testid="planned-event-name"
          />
          <InstantField label={t("event.at")} value={at} zone={zone} onChange={setAt} />
          <Textarea
            label={t("event.properties")}
            autosize
            minRows={3}
            maxRows={14}
            spellCheck={false}
            classNames={{ input: css.code }}
            value={text}
            error={
              "problem" in read
                ? t(`test.problem.${read.problem}`, { ns: "live", detail: read.detail })
                : undefined
            }
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            data-testid="planned-event-properties"
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel", { ns: "app" })}
            </Button>
            <Button type="submit" disabled={!ready} data-testid="save-planned-event">
              {t(isNew ? "event.save" : "event.keep")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
