import { Alert, Button, Group, Modal, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JourneyState } from "../../src-shared/api/shapes.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import { orpc } from "../app/api.ts";
import { PersonPicker } from "../people/PersonPicker.tsx";
import { ProblemList } from "../people/ProblemList.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import css from "./live.module.css";
import { readProperties, samplesOf, trackEvent, type Sample } from "./test-event.ts";

interface Props {
  journey: Journey;
  state: JourneyState;
  onClose: () => void;
  onSent: (personId: string) => void;
}

/** Sends one event for one person, filled in from the journey's trigger, to see the journey run for real. */
export function SendTestEvent({ journey, state, onClose, onSent }: Props) {
  const { t } = useTranslation("live");
  const describe = useErrorText();
  const [samples] = useState(() => samplesOf(journey));
  const [personId, setPersonId] = useState<string>();
  const [triggerId, setTriggerId] = useState(samples[0]?.nodeId);
  const [name, setName] = useState(samples[0]?.name ?? "");
  const [properties, setProperties] = useState(() => textOf(samples[0]));
  const [messageId, setMessageId] = useState<string>(() => crypto.randomUUID());
  const read = readProperties(properties);
  const send = useMutation(
    orpc.events.send.mutationOptions({
      onSuccess: ({ accepted, duplicates, problems }) => {
        if (problems.length > 0) return;
        toast("ok", t(accepted === 0 && duplicates > 0 ? "test.duplicate" : "test.sent"));
        if (personId !== undefined) onSent(personId);
      },
    }),
  );
  const ready =
    personId !== undefined && name.trim() !== "" && messageId.trim() !== "" && "properties" in read;

  return (
    <Modal
      lockScroll={false}
      opened
      onClose={onClose}
      title={t("test.title")}
      size="md"
      closeButtonProps={{ "aria-label": t("close", { ns: "app" }) }}
    >
      <form
        data-testid="test-event-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          const event_ = trackEvent({
            messageId: messageId.trim(),
            personId,
            name: name.trim(),
            properties: read.properties,
          });
          send.mutate({ events: [event_] });
        }}
      >
        <Stack gap="sm">
          {state !== "live" && <Alert color="yellow">{t("test.paused")}</Alert>}
          <PersonPicker
            label={t("test.person")}
            placeholder={t("test.choosePerson")}
            required
            value={personId}
            onChange={setPersonId}
            testId="test-event-person"
          />
          {samples.length > 1 && (
            <Select
              label={t("test.trigger")}
              allowDeselect={false}
              data={samples.map(({ nodeId, stepName }) => ({ value: nodeId, label: stepName }))}
              value={triggerId ?? null}
              onChange={(nodeId) => {
                const sample = samples.find((one) => one.nodeId === nodeId);
                if (sample === undefined) return;
                setTriggerId(sample.nodeId);
                setName(sample.name);
                setProperties(textOf(sample));
              }}
            />
          )}
          <TextInput
            label={t("test.name")}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-testid="test-event-name"
          />
          <Textarea
            label={t("test.properties")}
            autosize
            minRows={4}
            maxRows={14}
            spellCheck={false}
            classNames={{ input: css.code }}
            value={properties}
            error={"problem" in read ? t(`test.problem.${read.problem}`, { detail: read.detail }) : undefined}
            onChange={(event) => setProperties(event.currentTarget.value)}
            data-testid="test-event-properties"
          />
          <TextInput
            label={t("test.messageId")}
            description={t("test.messageIdHelp")}
            required
            classNames={{ input: css.code }}
            value={messageId}
            onChange={(event) => setMessageId(event.currentTarget.value)}
          />
          {send.data !== undefined && send.data.problems.length > 0 && (
            <ProblemList problems={send.data.problems} />
          )}
          {send.isError && <Alert color="red">{describe(send.error)}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel", { ns: "app" })}
            </Button>
            <Button
              type="submit"
              disabled={!ready}
              loading={send.isPending}
              leftSection={<Send size={13} aria-hidden />}
              data-testid="confirm-test-event"
            >
              {t("test.send")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function textOf(sample: Sample | undefined): string {
  return JSON.stringify(sample?.properties ?? {}, null, 2);
}
