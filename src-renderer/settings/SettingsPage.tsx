import { PageHeader } from "../ui/PageHeader.tsx";

/** Settings of the app and the workspace. */
export function SettingsPage() {
  return <PageHeader title="Settings" />;
}
