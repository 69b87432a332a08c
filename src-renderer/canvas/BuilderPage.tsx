import "./actions/texts.ts";
import "./mapping/texts.ts";
import "./texts.ts";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { readJourney } from "../../src-shared/journey/read.ts";
import { takeJourney } from "../app/journey-ahead.ts";
import type { BuilderMode } from "../app/routes.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { ProblemList } from "../ui/ProblemList.tsx";
import { Builder } from "./Builder.tsx";

interface Props {
  journeyId: string;
  mode: BuilderMode;
}

/** One journey: reads it once, then the builder owns it until it is left or loaded again. */
export function BuilderPage({ journeyId, mode }: Props) {
  const { t } = useTranslation("canvas");
  // Its own key: the change feed makes journeys stale at each save, and must not replace what is being edited.
  const opened = useQuery({
    queryKey: ["open journey", journeyId],
    queryFn: async () => {
      const { file, kept } = await takeJourney(journeyId);
      return { file, kept, ...readJourney(file.text) };
    },
    gcTime: 0,
    staleTime: 0,
  });
  if (opened.isPending) return <LoadingState />;
  if (opened.isError) return <ErrorState error={opened.error} onRetry={() => void opened.refetch()} />;
  const { file, kept, journey, problems } = opened.data;
  if (journey === undefined)
    return (
      <div className="page">
        <PageHeader title={t("unusable")} />
        <div className="page-body">
          <ProblemList problems={problems} />
        </div>
      </div>
    );
  return (
    <Builder
      key={`${file.revision} ${opened.dataUpdatedAt}`}
      file={file}
      journey={journey}
      kept={kept}
      mode={mode}
      onReload={() => void opened.refetch()}
    />
  );
}
