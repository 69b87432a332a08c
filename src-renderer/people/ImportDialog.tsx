import { Alert, Button, FileButton, Group, Modal, Stack, Table, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { FileUp, Upload } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LIMITS } from "../../src-shared/limits.ts";
import { orpc } from "../app/api.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import { LoadingState } from "../ui/LoadingState.tsx";
import { formatOf, previewPeople, type ImportFormat, type PreviewColumn } from "./import-preview.ts";
import css from "./people.module.css";
import { ProblemList } from "./ProblemList.tsx";
import { StatusChip } from "../ui/StatusChip.tsx";

interface Chosen {
  name: string;
  text: string;
  format: ImportFormat;
}

type Unread = "tooLarge" | "notText";

/** Import of people: choose a file, see what it will do, then confirm. Nothing is written before. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("people");
  const [chosen, setChosen] = useState<Chosen>();
  const [unread, setUnread] = useState<Unread>();

  async function choose(file: File | null | undefined) {
    if (!file) return;
    const read = await readText(file);
    setUnread("unread" in read ? read.unread : undefined);
    setChosen(
      "unread" in read
        ? undefined
        : { name: file.name, text: read.text, format: formatOf(file.name, read.text) },
    );
  }

  return (
    <Modal
      lockScroll={false}
      opened
      onClose={onClose}
      title={t("importing.title")}
      size="xl"
      closeButtonProps={{ "aria-label": t("close", { ns: "app" }) }}
    >
      <Stack gap="md">
        <div
          className={css.drop}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            void choose(event.dataTransfer.files[0]);
          }}
        >
          <FileUp size={20} strokeWidth={1.6} aria-hidden />
          <Text size="sm" c={chosen ? undefined : "dimmed"} className={css.fileName}>
            {chosen?.name ?? t("importing.drop")}
          </Text>
          <FileButton
            accept=".csv,.json,text/csv,application/json"
            onChange={(file) => void choose(file)}
            inputProps={{ "data-testid": "people-file" } as React.ComponentProps<"input">}
          >
            {(props) => (
              <Button {...props} variant={chosen ? "default" : "filled"}>
                {t(chosen ? "importing.another" : "importing.choose")}
              </Button>
            )}
          </FileButton>
        </div>
        {unread !== undefined && (
          <Alert color="red" role="alert">
            {t(`importing.${unread}`, { limit: LIMITS.documentBytes / 1024 / 1024 })}
          </Alert>
        )}
        {chosen !== undefined && (
          <Preview key={`${chosen.name} ${chosen.text.length}`} chosen={chosen} onDone={onClose} />
        )}
      </Stack>
    </Modal>
  );
}

/** What the file will do: the service's dry run for the counts, the same reader here for the columns. */
function Preview({ chosen, onDone }: { chosen: Chosen; onDone: () => void }) {
  const { t } = useTranslation("people");
  const describe = useErrorText();
  const { text, format } = chosen;
  const [{ columns, problems: unreadable }] = useState(() => previewPeople(text, format));
  const dryRun = useQuery({
    queryKey: ["people-dry-run", chosen.name, text.length],
    queryFn: ({ signal }) => orpc.people.importText.call({ text, format, dryRun: true }, { signal }),
    enabled: unreadable.length === 0,
    gcTime: 0,
    retry: false,
  });
  const confirm = useMutation(
    orpc.people.importText.mutationOptions({
      onSuccess: ({ added, updated }) => {
        toast("ok", t("importing.done", { added, updated }));
        onDone();
      },
    }),
  );

  if (unreadable.length > 0) return <ProblemList problems={unreadable} />;
  if (dryRun.isPending) return <LoadingState label={t("importing.reading")} />;
  if (dryRun.isError) return <ErrorState error={dryRun.error} onRetry={() => void dryRun.refetch()} />;
  const { added, updated, problems } = dryRun.data;
  const count = added + updated;
  return (
    <Stack gap="md">
      <Group gap="xs" data-testid="import-counts">
        <StatusChip tone="ok">{t("importing.added", { count: added })}</StatusChip>
        <StatusChip tone="accent">{t("importing.updated", { count: updated })}</StatusChip>
        {problems.length > 0 && (
          <StatusChip tone="warn">{t("importing.problems", { count: problems.length })}</StatusChip>
        )}
      </Group>
      <Columns columns={columns} />
      {problems.length > 0 && (
        <div>
          <Text fw={600}>{t("importing.problemsTitle")}</Text>
          <Text size="xs" c="dimmed" mb={6}>
            {t("importing.problemsHelp")}{" "}
            {problems.length >= LIMITS.problems && t("importing.problemsMore", { count: LIMITS.problems })}
          </Text>
          <ProblemList problems={problems} />
        </div>
      )}
      {confirm.isError && (
        <Alert color="red" role="alert">
          {describe(confirm.error)}
        </Alert>
      )}
      <div className={css.decide}>
        {count === 0 && (
          <Text size="sm" c="dimmed">
            {t("importing.nothing")}
          </Text>
        )}
        <Button
          leftSection={<Upload size={14} aria-hidden />}
          disabled={count === 0}
          loading={confirm.isPending}
          onClick={() => confirm.mutate({ text, format })}
          data-testid="confirm-import"
        >
          {t("importing.confirm", { count })}
        </Button>
      </div>
    </Stack>
  );
}

function Columns({ columns }: { columns: readonly PreviewColumn[] }) {
  const { t } = useTranslation("people");
  return (
    <div className={css.columns} tabIndex={0} role="region" aria-label={t("importing.columns")}>
      <Table verticalSpacing={5} data-testid="import-columns">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("importing.column")}</Table.Th>
            <Table.Th scope="col">{t("importing.becomes")}</Table.Th>
            <Table.Th scope="col">{t("importing.type")}</Table.Th>
            <Table.Th scope="col">{t("importing.example")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map((column) => (
            <Table.Tr key={column.target}>
              <Table.Td>
                <code>{column.name}</code>
              </Table.Td>
              <Table.Td>
                <Target target={column.target} />
              </Table.Td>
              <Table.Td>{t(`importing.types.${column.type}`)}</Table.Td>
              <Table.Td c="dimmed">{column.samples.join(" · ")}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Target({ target }: { target: string }) {
  const { t } = useTranslation("people");
  if (target.startsWith("traits.")) return t("importing.as.trait", { name: target.slice("traits.".length) });
  const [, channel, purpose] = /^consent\.([^.]+)\.(.+)$/.exec(target) ?? [];
  if (channel === undefined || purpose === undefined) return t(`importing.as.${target}`);
  return t("importing.as.consent", {
    channel,
    purpose: t(`profile.purposes.${purpose}`, { defaultValue: purpose }),
  });
}

async function readText(file: File): Promise<{ text: string } | { unread: Unread }> {
  if (file.size > LIMITS.documentBytes) return { unread: "tooLarge" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()) };
  } catch {
    return { unread: "notText" };
  }
}
