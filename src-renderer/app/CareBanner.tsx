import "./care-texts.ts";
import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DatabaseBackup, HardDrive } from "lucide-react";
import { useTranslation } from "react-i18next";
import { orpc } from "./api.ts";
import { hrefOf, paths } from "./routes.ts";

/** On every page while the data folder cannot be worked with as usual: what that means, and the way out. */
export function CareBanner() {
  const { t } = useTranslation("care");
  const { data } = useQuery(orpc.workspace.care.status.queryOptions());
  if (data === undefined) return null;
  const { health, arrival } = data;
  if (health.is === "disk-full")
    return (
      <div className="app-banner" role="alert" data-testid="disk-full">
        <HardDrive size={16} aria-hidden />
        <span>{t("full")}</span>
      </div>
    );
  if (health.is === "damaged")
    return (
      <div className="app-banner" role="alert" data-testid="damaged">
        <DatabaseBackup size={16} aria-hidden />
        <span>
          {t("damaged")}{" "}
          {health.backup === undefined ? (
            t("looking")
          ) : (
            <>
              {t("offered", { name: health.backup })}{" "}
              <Anchor href={hrefOf(paths.settings)} size="sm" c="inherit" underline="always">
                {t("goBackThere")}
              </Anchor>
            </>
          )}
        </span>
      </div>
    );
  if (arrival === undefined) return null;
  return (
    <div className="app-banner" role="status" data-testid="arrival">
      <DatabaseBackup size={16} aria-hidden />
      <Anchor href={hrefOf(paths.settings)} size="sm" c="inherit" underline="always">
        {t("toRepeat")}
      </Anchor>
    </div>
  );
}
