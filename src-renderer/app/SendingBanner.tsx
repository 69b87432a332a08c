import "./sending-texts.ts";
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { CirclePause } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SendingPause } from "../../src-shared/engine/sending.ts";
import { TimeText } from "../ui/TimeText.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";
import { orpc } from "./api.ts";
import { useLocale } from "./i18n.ts";

/** On every page while sending is paused: why, since when, how much waits, and the way out; a line for each reason. */
export function SendingBanner() {
  const { t } = useTranslation("sending");
  const describe = useErrorText();
  const { data } = useQuery(orpc.workspace.sending.status.queryOptions());
  const resume = useMutation(
    orpc.workspace.sending.resume.mutationOptions({ onError: (error) => toast("bad", describe(error)) }),
  );
  if (data === undefined) return null;
  return data.pauses.map((pause, index) => (
    <div className="app-banner" role="status" key={pause.reason} data-testid={`paused-${pause.reason}`}>
      <CirclePause size={16} aria-hidden />
      <span>
        {t(`why.${pause.reason}`)}
        <Jump pause={pause} /> · {t("since")} <TimeText at={pause.since} />
        {index === 0 && <> · {t("waiting", { count: data.held })}</>}
      </span>
      <Button
        size="compact-xs"
        variant="default"
        loading={resume.isPending}
        onClick={() => resume.mutate({ reason: pause.reason })}
      >
        {t(`resume.${pause.reason}`)}
      </Button>
    </div>
  ));
}

/** Which way the clock jumped, and how far in the largest unit that says it. */
function Jump({ pause: { jumpMs } }: { pause: SendingPause }) {
  const { t } = useTranslation("sending");
  const locale = useLocale();
  if (jumpMs === undefined) return null;
  return <> · {t(jumpMs < 0 ? "back" : "forward", { amount: spanInWords(Math.abs(jumpMs), locale) })}</>;
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

function spanInWords(ms: number, locale: string): string {
  const [unit, size] = UNITS.find(([, each]) => ms >= each) ?? UNITS[2];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(
    Math.round(ms / size),
  );
}
