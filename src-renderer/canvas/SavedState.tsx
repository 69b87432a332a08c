import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../app/i18n.ts";
import { formatTime } from "../ui/TimeText.tsx";
import { useBuilder } from "./store.ts";

/** Whether one's work is stored, and since when. */
export function SavedState() {
  const { t } = useTranslation("canvas");
  const locale = useLocale();
  const save = useBuilder((state) => state.save);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="topbar-saved" data-testid="saved-state" data-is={save.is} aria-live="polite">
      {save.is === "saved" ? ago(save.at) : t(`saved.${save.is}`)}
    </span>
  );

  function ago(at: number): string {
    const seconds = Math.floor((now - at) / 1_000);
    if (seconds < 2) return t("saved.now");
    if (seconds < 60) return t("saved.seconds", { count: seconds });
    if (seconds < 3_600) return t("saved.minutes", { count: Math.floor(seconds / 60) });
    return t("saved.at", { at: formatTime(new Date(at), locale) });
  }
}
