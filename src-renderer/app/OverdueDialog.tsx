import { Button, Group, Modal, Table, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { OverdueView } from "../../src-shared/api/shapes.ts";
import type { OverdueAnswer } from "../../src-shared/engine/overdue.ts";
import { TimeText } from "../ui/TimeText.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import { orpc } from "./api.ts";
import { useLocale } from "./i18n.ts";

interface Props {
  opened: boolean;
  groups: OverdueView["groups"];
  onClose: () => void;
}

/** What is overdue by journey and step, with a yes or no for each journey and for all. */
export function OverdueDialog({ opened, groups, onClose }: Props) {
  const { t } = useTranslation("sending");
  const { t: tApp } = useTranslation("app");
  const describe = useErrorText();
  const number = new Intl.NumberFormat(useLocale());
  const answer = useMutation(
    orpc.workspace.sending.answerOverdue.mutationOptions({
      onError: (error) => toast("bad", describe(error)),
    }),
  );
  const say = (said: OverdueAnswer, journeyId?: string): void =>
    answer.mutate({ answer: said, ...(journeyId === undefined ? {} : { journeyId }) });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("overdue.title")}
      size="xl"
      closeButtonProps={{ "aria-label": tApp("close") }}
    >
      <Text size="sm" c="dimmed" mb="sm">
        {t("overdue.help")}
      </Text>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {(["journey", "step", "messages", "due", "expires"] as const).map((column) => (
              <Table.Th key={column}>{t(`overdue.${column}`)}</Table.Th>
            ))}
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Table.Tr key={`${group.journeyId}/${group.nodeId}`}>
              <Table.Td>{group.journeyName}</Table.Td>
              <Table.Td>{group.stepName}</Table.Td>
              <Table.Td>{number.format(group.count)}</Table.Td>
              <Table.Td>
                <Span from={group.from} to={group.to} />
              </Table.Td>
              <Table.Td>
                <TimeText at={group.expiresFrom} />
              </Table.Td>
              <Table.Td>
                {group.answer !== undefined ? (
                  <Text size="sm" ta="right">
                    {t(`overdue.said.${group.answer}`)}
                  </Text>
                ) : (
                  <Group gap={6} justify="flex-end" wrap="nowrap">
                    {(["send", "skip"] as const).map((said) => (
                      <Button
                        key={said}
                        size="compact-sm"
                        variant="default"
                        disabled={answer.isPending}
                        aria-label={t(`overdue.${said}Of`, { journey: group.journeyName })}
                        onClick={() => say(said, group.journeyId)}
                      >
                        {t(`overdue.${said}`)}
                      </Button>
                    ))}
                  </Group>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="flex-end" mt="md" gap={8}>
        <Button variant="default" disabled={answer.isPending} onClick={() => say("skip")}>
          {t("overdue.skipAll")}
        </Button>
        <Button disabled={answer.isPending} onClick={() => say("send")}>
          {t("overdue.sendAll")}
        </Button>
      </Group>
    </Modal>
  );
}

function Span({ from, to }: { from: number; to: number }) {
  if (to - from < 60_000) return <TimeText at={from} />;
  return (
    <>
      <TimeText at={from} /> – <TimeText at={to} />
    </>
  );
}
