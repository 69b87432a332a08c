import "./sending-texts.ts";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ClockAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { orpc } from "./api.ts";
import { OverdueDialog } from "./OverdueDialog.tsx";

/** On every page while messages that became overdue in a sleep or downtime wait for somebody's yes. */
export function OverdueBanner() {
  const { t } = useTranslation("sending");
  const [opened, setOpened] = useState(false);
  const { data } = useQuery(orpc.workspace.sending.overdue.queryOptions());
  if (data === undefined || (data.state !== "asking" && data.state !== "counting") || data.total === 0)
    return null;
  const asking = data.state === "asking";
  const waiting = data.groups.filter(({ answer }) => answer === undefined);
  return (
    <>
      <div className="app-banner" role="status" data-testid="overdue">
        <ClockAlert size={16} aria-hidden />
        <span>
          {t(`overdue.${data.state}`, { count: waiting.reduce((sum, { count }) => sum + count, 0) })}
        </span>
        {asking && (
          <Button size="compact-xs" variant="default" onClick={() => setOpened(true)}>
            {t("overdue.look")}
          </Button>
        )}
      </div>
      {asking && <OverdueDialog opened={opened} groups={data.groups} onClose={() => setOpened(false)} />}
    </>
  );
}
