import { PageHeader } from "../ui/PageHeader.tsx";

interface Props {
  journeyId: string;
  mode: "design" | "live";
}

/** One journey: Design and Live. */
export function BuilderPage({ journeyId }: Props) {
  return <PageHeader title={journeyId} />;
}
