import { Button, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { OutboxQueue } from "../../src-shared/api/shapes.ts";
import { SendStatus } from "../../src-shared/engine/run.ts";
import { CHANNELS } from "../../src-shared/person/person.ts";
import { orpc } from "../app/api.ts";
import { PersonPicker } from "../people/PersonPicker.tsx";
import css from "./outbox.module.css";

/** What the list is narrowed to; an absent member does not narrow. */
export interface Filters {
  channel?: string | undefined;
  status?: string | undefined;
  /** Where it stands on its way outside; narrows in place of the status. */
  queue?: OutboxQueue | undefined;
  personId?: string | undefined;
  journeyId?: string | undefined;
}

export const NO_FILTERS: Filters = {};

/** Whether anything is narrowed. */
export function hasFilters(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** Narrows the list of messages by channel, status, person and journey. */
export function OutboxFilters({ value, onChange }: { value: Filters; onChange: (next: Filters) => void }) {
  const { t } = useTranslation("outbox");
  const journeys = useQuery(orpc.journeys.list.queryOptions());
  return (
    <div className={css.filters}>
      <Select
        label={t("filter.channel")}
        placeholder={t("filter.any")}
        clearable
        data={CHANNELS.map((channel) => ({ value: channel, label: t(`channels.${channel}`) }))}
        value={value.channel ?? null}
        onChange={(channel) => onChange({ ...value, channel: channel ?? undefined })}
      />
      <Select
        label={t("filter.status")}
        placeholder={t("filter.any")}
        clearable
        data={[...SendStatus.options, ...OutboxQueue.options].map((status) => ({
          value: status,
          label: t(`status.${status}`),
        }))}
        value={value.queue ?? value.status ?? null}
        onChange={(chosen) => {
          const queue = OutboxQueue.safeParse(chosen).data;
          onChange({ ...value, queue, status: queue === undefined ? (chosen ?? undefined) : undefined });
        }}
      />
      <PersonPicker
        label={t("filter.person")}
        placeholder={t("filter.findPerson")}
        value={value.personId}
        onChange={(personId) => onChange({ ...value, personId })}
      />
      <Select
        label={t("filter.journey")}
        placeholder={t("filter.any")}
        clearable
        searchable
        data={(journeys.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={value.journeyId ?? null}
        onChange={(journeyId) => onChange({ ...value, journeyId: journeyId ?? undefined })}
      />
      {hasFilters(value) && (
        <Button size="compact-xs" variant="subtle" className={css.clear} onClick={() => onChange(NO_FILTERS)}>
          {t("filter.clear")}
        </Button>
      )}
    </div>
  );
}
