import { PageHeader } from "../ui/PageHeader.tsx";

/** All journeys of the workspace. */
export function JourneysPage() {
  return <PageHeader title="Journeys" />;
}
