import { ActionIcon, Menu, Table } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { ORPCError } from "@orpc/client";
import { Copy, Download, Ellipsis, Radio, Trash2, Workflow } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JourneyState, JourneySummary } from "../../src-shared/api/shapes.ts";
import { orpc } from "../app/api.ts";
import { hrefOf, navigate, paths } from "../app/routes.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { StatusChip, type Tone } from "../ui/StatusChip.tsx";
import { TimeText } from "../ui/TimeText.tsx";
import { toast } from "../ui/toast.ts";
import { useExport } from "./export.ts";

const tones: Record<JourneyState, Tone> = { draft: "plain", live: "ok", paused: "warn", stopped: "plain" };

/** Journeys as a table: state, version, problems and people at a glance. */
export function JourneyTable({ journeys }: { journeys: readonly JourneySummary[] }) {
  const { t } = useTranslation("journeys");
  const newestFirst = [...journeys].sort((a, b) => b.updatedAt - a.updatedAt);
  return (
    <div className="card journeys">
      <Table.ScrollContainer minWidth={760} type="native">
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {(["name", "state", "version", "problems", "people", "updated"] as const).map((column) => (
                <Table.Th key={column}>{t(`columns.${column}`)}</Table.Th>
              ))}
              <Table.Th>
                <span className="visually-hidden">{t("columns.actions")}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {newestFirst.map((journey) => (
              <JourneyRow key={journey.id} journey={journey} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}

function JourneyRow({ journey }: { journey: JourneySummary }) {
  const { t } = useTranslation("journeys");
  const { errors, warnings, people } = journey;
  const open = paths.journey(journey.id);
  return (
    <Table.Tr className="journey-row" data-testid={`journey-${journey.id}`} onClick={() => navigate(open)}>
      <Table.Td>
        <a
          className="journey-name"
          href={hrefOf(open)}
          onClick={(event) => {
            event.stopPropagation();
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            navigate(open);
          }}
        >
          {journey.name}
        </a>
        <div className="journey-note">{journey.description || t("steps", { count: journey.steps })}</div>
      </Table.Td>
      <Table.Td>
        <StatusChip tone={tones[journey.state]}>{t(`status.${journey.state}`, { ns: "app" })}</StatusChip>
      </Table.Td>
      <Table.Td>
        {journey.version === undefined ? t("noVersion") : `v${journey.version}`}
        {journey.version !== undefined && journey.changed && (
          <div className="journey-note">{t("changed")}</div>
        )}
      </Table.Td>
      <Table.Td>
        {errors > 0 && <StatusChip tone="bad">{t("errors", { count: errors })}</StatusChip>}{" "}
        {warnings > 0 && <StatusChip tone="warn">{t("warnings", { count: warnings })}</StatusChip>}
        {errors + warnings === 0 && t("fine")}
      </Table.Td>
      <Table.Td>{people.active + people.ended === 0 ? t("nobody") : t("people", people)}</Table.Td>
      <Table.Td>
        <TimeText at={journey.updatedAt} />
      </Table.Td>
      <Table.Td onClick={(event) => event.stopPropagation()} w={44}>
        <JourneyMenu journey={journey} />
      </Table.Td>
    </Table.Tr>
  );
}

function JourneyMenu({ journey: { id, name } }: { journey: JourneySummary }) {
  const { t } = useTranslation("journeys");
  const describe = useErrorText();
  const [deleting, setDeleting] = useState(false);
  const exportFile = useExport();
  const duplicate = useMutation(
    orpc.journeys.duplicate.mutationOptions({ onError: (error) => toast("bad", describe(error)) }),
  );
  const remove = useMutation(
    orpc.journeys.remove.mutationOptions({
      onSettled: () => setDeleting(false),
      onError: (error) =>
        toast(
          "bad",
          error instanceof ORPCError && error.code === "REFUSED" ? t("deleteRefused") : describe(error),
        ),
    }),
  );
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t("menu", { name })}>
            <Ellipsis size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<Workflow size={15} aria-hidden />}
            onClick={() => navigate(paths.journey(id))}
          >
            {t("open")}
          </Menu.Item>
          <Menu.Item leftSection={<Radio size={15} aria-hidden />} onClick={() => navigate(paths.live(id))}>
            {t("live")}
          </Menu.Item>
          <Menu.Item leftSection={<Copy size={15} aria-hidden />} onClick={() => duplicate.mutate({ id })}>
            {t("duplicate")}
          </Menu.Item>
          <Menu.Item
            leftSection={<Download size={15} aria-hidden />}
            onClick={() => void exportFile(id, "journey")}
          >
            {t("export")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<Trash2 size={15} aria-hidden />}
            onClick={() => setDeleting(true)}
          >
            {t("delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={deleting}
        title={t("deleteTitle", { name })}
        text={t("deleteText")}
        confirm={t("delete")}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ id })}
        onClose={() => setDeleting(false)}
      />
    </>
  );
}
