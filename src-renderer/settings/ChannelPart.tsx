import { ChevronRight } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ChannelPart as Layout } from "./channel-layout.ts";

interface Props {
  channel: string;
  layout: Layout;
  /** How many of its fields hold something of the user's: said while the part is closed, and opens it at first. */
  filled: number;
  /** Something in it was refused: it must be seen. */
  isWrong: boolean;
  /** One field by its key. */
  field: (key: string) => ReactNode;
  /** Below the fields. */
  children?: ReactNode;
}

/** Fields that belong together; rarely needed ones behind a heading that opens by mouse and keyboard. */
export function ChannelPart({
  channel,
  layout: { id, rows, folded },
  filled,
  isWrong,
  field,
  children,
}: Props) {
  const { t } = useTranslation("channels");
  const [isOpen, setOpen] = useState(!folded || filled > 0);
  const [wasWrong, setWasWrong] = useState(false);
  // A refusal opens the part once; whoever closes it again has seen it.
  if (isWrong !== wasWrong) {
    setWasWrong(isWrong);
    if (isWrong) setOpen(true);
  }
  const fields = (
    <div className="channel-rows">
      {rows.map((row) => (
        <div key={row.join()} className="channel-row">
          {row.map((key) => (
            <div key={key}>{field(key)}</div>
          ))}
        </div>
      ))}
      {children}
    </div>
  );
  if (!folded) return fields;
  return (
    <details
      className="channel-fold"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-testid={`part-${channel}-${id}`}
    >
      <summary>
        <ChevronRight size={14} aria-hidden />
        {t(`${channel}.parts.${id}`)}
        {filled > 0 && <span className="channel-filled">{t("filled", { count: filled })}</span>}
      </summary>
      {fields}
    </details>
  );
}
