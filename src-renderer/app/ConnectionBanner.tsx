import { useTranslation } from "react-i18next";
import { WifiOff } from "lucide-react";
import { useConnection } from "./api.ts";

/** Says that the service is away, and what that means for one's work. */
export function ConnectionBanner() {
  const { t } = useTranslation("app");
  const status = useConnection();
  if (status !== "closed" && status !== "refused") return null;
  return (
    <div className="app-banner" role="alert">
      <WifiOff size={16} aria-hidden />
      {t(`connection.${status}`)}
    </div>
  );
}
