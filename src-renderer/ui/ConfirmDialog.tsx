import { Button, Group, Modal, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  opened: boolean;
  title: string;
  text: string;
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ opened, title, text, confirm, danger, busy, onConfirm, onClose }: Props) {
  const { t } = useTranslation("app");
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("close") }}>
      <Text size="sm">{text}</Text>
      <Group justify="flex-end" mt="md" gap={8}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("cancel")}
        </Button>
        <Button color={danger === true ? "red" : "accent"} loading={busy === true} onClick={onConfirm}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
