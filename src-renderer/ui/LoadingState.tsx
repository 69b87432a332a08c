import { Loader } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Something is on its way. */
export function LoadingState({ label }: { label?: string }) {
  const { t } = useTranslation("app");
  return (
    <div className="state" role="status">
      <Loader size="sm" />
      <p>{label ?? t("state.loading")}</p>
    </div>
  );
}
