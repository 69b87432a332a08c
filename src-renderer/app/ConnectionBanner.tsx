import { useTranslation } from "react-i18next";
import { DatabaseZap, WifiOff } from "lucide-react";
import { useConnection } from "./api.ts";

/** Says that the service is away or busy with itself, and what that means for one's work. */
export function ConnectionBanner() {
  const { t } = useTranslation("app");
  const status = useConnection();
  if (status === "open" || status === "connecting") return null;
  const Icon = status === "updating" ? DatabaseZap : WifiOff;
  return (
    <div className="app-banner" role={status === "updating" ? "status" : "alert"}>
      <Icon size={16} aria-hidden />
      {t(`connection.${status}`)}
    </div>
  );
}
