import { Button, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download, SearchX, Upload, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { orpc } from "../app/api.ts";
import { useDamaged } from "../app/use-damaged.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { useSaveFile } from "../ui/use-save-file.ts";
import { ImportDialog } from "./ImportDialog.tsx";
import { EXAMPLE_CSV } from "./import-preview.ts";
import { Pager } from "./Pager.tsx";
import css from "./people.module.css";
import { PeopleTable } from "./PeopleTable.tsx";

/** People on one page of the table. */
const PAGE = 50;

/** The table of people: searched and paged by the service, so that its size does not matter. */
export function PeopleList() {
  const { t } = useTranslation(["people", "care"]);
  const damaged = useDamaged();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 150);
  const [offset, setOffset] = useState(0);
  const [importing, setImporting] = useState(false);
  const found = useQuery(
    orpc.people.list.queryOptions({
      input: { search, limit: PAGE, offset },
      placeholderData: keepPreviousData,
    }),
  );
  const nobody = found.isSuccess && found.data.total === 0 && search === "" && typed === "";
  const importButton = (
    <Button
      leftSection={<Upload size={14} aria-hidden />}
      onClick={() => setImporting(true)}
      data-testid="import-people"
    >
      {t("import")}
    </Button>
  );

  return (
    <div className="page">
      <PageHeader title={t("title")}>
        {found.isSuccess && !nobody && (
          <Text size="xs" c="dimmed" data-testid="people-count">
            {t("count", { count: found.data.total })}
          </Text>
        )}
        {!nobody && (
          <SearchField
            className={css.search}
            aria-label={t("search")}
            value={typed}
            maxLength={200}
            onChange={(value) => {
              setTyped(value);
              setOffset(0);
            }}
          />
        )}
        {!nobody && damaged === false && importButton}
      </PageHeader>
      {found.isPending ? (
        <LoadingState />
      ) : found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : nobody && damaged === true ? (
        <div className="page-body">
          <EmptyState icon={Users} title={t("care:noPeople")} text={t("care:wayBack")} />
        </div>
      ) : nobody ? (
        <Teach>{importButton}</Teach>
      ) : found.data.total === 0 ? (
        <EmptyState icon={SearchX} title={t("noMatch.title")} text={t("noMatch.text", { search })}>
          <Button variant="default" onClick={() => setTyped("")}>
            {t("noMatch.clear")}
          </Button>
        </EmptyState>
      ) : (
        <div className={css.tablePage}>
          <PeopleTable people={found.data.people} />
          <Pager
            total={found.data.total}
            more={found.data.more}
            offset={offset}
            size={PAGE}
            onChange={setOffset}
          />
        </div>
      )}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </div>
  );
}

/** Nobody yet: what a people file looks like, and one to start from. */
function Teach({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation("people");
  const saveFile = useSaveFile();
  const rows = EXAMPLE_CSV.trim()
    .split("\n")
    .map((line) => line.split(","));
  const [head, ...body] = rows;
  return (
    <div className="page-body">
      <EmptyState icon={Users} title={t("empty.title")} text={t("empty.text")}>
        <div className={css.actions}>
          {children}
          <Button
            variant="default"
            leftSection={<Download size={14} aria-hidden />}
            onClick={() =>
              void saveFile(() => ({ name: "people.csv", mediaType: "text/csv", content: EXAMPLE_CSV }))
            }
            data-testid="download-example"
          >
            {t("empty.example")}
          </Button>
        </div>
      </EmptyState>
      <div className={`card ${css.example}`} role="region" aria-label={t("empty.exampleLabel")} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {head?.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.map((row) => (
              <tr key={row[0]}>
                {row.map((cell, index) => (
                  <td key={head?.[index]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
