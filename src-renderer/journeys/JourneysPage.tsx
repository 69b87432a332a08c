import "./texts.ts";
import "../app/care-texts.ts";
import "./journeys.css";
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { FileUp, Plus, Sparkles, Workflow } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { orpc } from "../app/api.ts";
import { useMenuCommand } from "../app/menu.ts";
import { navigate, paths } from "../app/routes.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { useDamaged } from "../app/use-damaged.ts";
import { PageHeader } from "../ui/PageHeader.tsx";
import { toast } from "../ui/toast.ts";
import { useImport } from "./import.tsx";
import { JourneyTable } from "./JourneyTable.tsx";
import { NewJourney } from "./NewJourney.tsx";

/** All journeys of the workspace; an empty workspace says what a journey is and offers the sample. */
export function JourneysPage() {
  const { t } = useTranslation(["journeys", "care"]);
  const describe = useErrorText();
  const journeys = useQuery(orpc.journeys.list.queryOptions());
  const sample = useMutation(
    orpc.workspace.loadSample.mutationOptions({
      onSuccess: ({ journeyId }) => navigate(paths.journey(journeyId)),
      onError: (error) => toast("bad", describe(error)),
    }),
  );
  const [creating, setCreating] = useState(false);
  const [dropping, setDropping] = useState(false);
  const files = useImport();
  const sampleButton = (size: "xs" | "md") => (
    <Button
      size={size}
      variant={size === "md" ? "filled" : "default"}
      leftSection={<Sparkles size={size === "md" ? 18 : 15} aria-hidden />}
      loading={sample.isPending}
      onClick={() => sample.mutate(undefined)}
      data-testid="load-sample"
    >
      {t("sample")}
    </Button>
  );
  const empty = journeys.data?.length === 0;
  const damaged = useDamaged();
  useMenuCommand("new-journey", () => {
    if (!damaged) setCreating(true);
  });
  useMenuCommand("open-file", () => {
    if (!damaged) files.pick();
  });

  return (
    <div
      className="page"
      data-dropping={dropping || undefined}
      onDragOver={(event) => {
        if (damaged || !event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDropping(false);
      }}
      onDrop={(event) => {
        const file = event.dataTransfer.files[0];
        setDropping(false);
        if (file === undefined || damaged) return;
        event.preventDefault();
        files.take(file);
      }}
    >
      <PageHeader title={t("title")}>
        <Button
          variant="default"
          leftSection={<FileUp size={15} aria-hidden />}
          onClick={files.pick}
          disabled={damaged}
          data-testid="import"
        >
          {t("import")}
        </Button>
        <Button
          leftSection={<Plus size={15} aria-hidden />}
          variant={empty ? "default" : "filled"}
          onClick={() => setCreating(true)}
          disabled={damaged}
          data-testid="new-journey"
        >
          {t("new")}
        </Button>
      </PageHeader>
      <div className="page-body">
        {journeys.isPending && <LoadingState />}
        {journeys.isError && <ErrorState error={journeys.error} onRetry={() => void journeys.refetch()} />}
        {journeys.data !== undefined && !empty && <JourneyTable journeys={journeys.data} />}
        {empty && damaged && (
          <EmptyState icon={Workflow} title={t("care:noJourneys")} text={t("care:wayBack")} />
        )}
        {empty && damaged === false && (
          <EmptyState icon={Workflow} title={t("empty.title")} text={t("empty.text")}>
            {sampleButton("md")}
            <Button variant="subtle" onClick={() => setCreating(true)}>
              {t("empty.template")}
            </Button>
          </EmptyState>
        )}
        {journeys.isSuccess && !damaged && (
          <p className="drop-hint" data-empty={journeys.data.length === 0 || undefined}>
            {t("importHint")}
          </p>
        )}
      </div>
      <NewJourney opened={creating} onClose={() => setCreating(false)} />
      {files.dialogs}
    </div>
  );
}
