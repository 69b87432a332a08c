import "../app/care-texts.ts";
import { Button, Table, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { DatabaseBackup } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CareStatus } from "../../src-shared/api/care.ts";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { formatTime, TimeText } from "../ui/TimeText.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import { RepeatList } from "./RepeatList.tsx";
import { RestoreDialog } from "./RestoreDialog.tsx";

/** How many backups are listed; the folder holds the rest. */
const SHOWN = 8;

/** The backups of the data folder, a button to make one, and how to go back to one. */
export function Backups({ care }: { care: CareStatus }) {
  const { t } = useTranslation("care");
  const describe = useErrorText();
  const size = useSize();
  const locale = useLocale();
  const [chosen, setChosen] = useState<string>();
  const backup = care.backups.find(({ name }) => name === chosen);
  const backUp = useMutation(
    orpc.workspace.care.backUp.mutationOptions({
      onSuccess: ({ name }) => toast("ok", t("made", { name })),
      onError: (error) => toast("bad", describe(error)),
    }),
  );
  return (
    <div data-testid="backups">
      {care.arrival !== undefined && <Arrival arrival={care.arrival} />}
      {care.backups.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <Table mt={10}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("name")}</Table.Th>
              <Table.Th>{t("at")}</Table.Th>
              <Table.Th ta="right">{t("size")}</Table.Th>
              <Table.Th>
                <span className="visually-hidden">{t("goBack.button")}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {care.backups.slice(0, SHOWN).map(({ name, reason, madeAt, bytes }) => (
              <Table.Tr key={name}>
                <Table.Td>
                  {t(`why.${reason}`)}
                  <Text size="xs" c="dimmed">
                    {name}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <TimeText at={madeAt} />
                </Table.Td>
                <Table.Td ta="right">{size(bytes)}</Table.Td>
                <Table.Td ta="right">
                  {reason !== "damaged" && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t("goBack.of", { at: formatTime(new Date(madeAt), locale) })}
                      onClick={() => setChosen(name)}
                    >
                      {t("goBack.button")}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {care.checkedAt !== undefined && (
        <p>
          {t("checked")} <TimeText at={care.checkedAt} />
        </p>
      )}
      {care.backups.length > SHOWN && <p>{t("others", { folder: care.folder })}</p>}
      <Button
        mt={10}
        size="xs"
        variant="default"
        leftSection={<DatabaseBackup size={14} aria-hidden />}
        loading={backUp.isPending}
        disabled={care.health.is !== "ok"}
        onClick={() => backUp.mutate(undefined)}
      >
        {t("backUp")}
      </Button>
      {backup !== undefined && <RestoreDialog backup={backup} onClose={() => setChosen(undefined)} />}
    </div>
  );
}

/** What a restored or copied folder would do again, so that whoever resumes knows it. */
function Arrival({ arrival }: { arrival: NonNullable<CareStatus["arrival"]> }) {
  const { t } = useTranslation("care");
  const locale = useLocale();
  const at = arrival.madeAt === undefined ? "" : formatTime(new Date(arrival.madeAt), locale);
  return (
    <div role="region" aria-label={t("arrival.title")} data-testid="repeat">
      <Text fw={600} mt={10}>
        {t("arrival.title")}
      </Text>
      <p>
        {t(`arrival.${arrival.is}`, { at })} {t("arrival.help")}
      </p>
      <RepeatList repeat={arrival.repeat} />
    </div>
  );
}

/** Sizes as the reader's language writes them. */
function useSize(): (bytes: number) => string {
  const locale = useLocale();
  return (bytes) =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit: bytes < 1_000_000 ? "kilobyte" : "megabyte",
      maximumFractionDigits: bytes < 1_000_000 ? 0 : 1,
    }).format(bytes / (bytes < 1_000_000 ? 1_000 : 1_000_000));
}
