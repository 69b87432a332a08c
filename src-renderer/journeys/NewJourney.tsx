import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { orpc } from "../app/api.ts";
import { navigate, paths } from "../app/routes.ts";
import { Gallery } from "./Gallery.tsx";
import { useErrorText } from "../ui/error-text.ts";

/** Asks for a name and opens the new journey, or begins with one of the templates. */
export function NewJourney({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("journeys");
  const describe = useErrorText();
  const [name, setName] = useState("");
  const create = useMutation(
    orpc.journeys.create.mutationOptions({ onSuccess: ({ id }) => navigate(paths.journey(id)) }),
  );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={920}
      title={t("create.title")}
      closeButtonProps={{ "aria-label": t("close", { ns: "app" }) }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") create.mutate({ name: name.trim() });
        }}
      >
        <TextInput
          label={t("create.name")}
          description={t("create.blank")}
          placeholder={t("create.placeholder")}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
          error={create.isError ? describe(create.error) : undefined}
          data-autofocus
        />
        <Group justify="flex-end" mt="md" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t("cancel", { ns: "app" })}
          </Button>
          <Button type="submit" disabled={name.trim() === ""} loading={create.isPending}>
            {t("create.submit")}
          </Button>
        </Group>
      </form>
      <Gallery />
    </Modal>
  );
}
