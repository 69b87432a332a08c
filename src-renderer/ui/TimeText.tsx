import { useLocale } from "../app/i18n.ts";

interface Props {
  /** Epoch ms, or ISO 8601. */
  at: number | string;
  /** IANA zone to show it in; the reader's own otherwise. */
  zone?: string;
  /** `time` only, `date` only, or both. */
  show?: "both" | "date" | "time";
  seconds?: boolean;
}

/** An instant in the reader's language, machine-readable in the markup. */
export function TimeText({ at, zone, show = "both", seconds = false }: Props) {
  const locale = useLocale();
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return <span>{String(at)}</span>;
  return (
    <time dateTime={instant.toISOString()} title={instant.toISOString()}>
      {formatTime(instant, locale, { zone, show, seconds })}
    </time>
  );
}

/** The same as text, for labels. English dates are written day first, as in the rest of the app. */
export function formatTime(
  instant: Date,
  locale: "en" | "fr",
  { zone, show = "both", seconds = false }: Omit<Props, "at"> = {},
): string {
  const date = { day: "numeric", month: "short", year: "numeric" } as const;
  const time = {
    hour: "2-digit",
    minute: "2-digit",
    ...(seconds ? { second: "2-digit" as const } : {}),
  } as const;
  return new Intl.DateTimeFormat(locale === "fr" ? "fr-FR" : "en-GB", {
    ...(show === "time" ? {} : date),
    ...(show === "date" ? {} : time),
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(instant);
}
