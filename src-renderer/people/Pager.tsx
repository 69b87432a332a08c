import { ActionIcon, Text } from "@mantine/core";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../app/i18n.ts";
import css from "./people.module.css";
import "./texts.ts";

interface Props {
  total: number;
  /** There are more than `total`, uncounted. */
  more?: boolean;
  offset: number;
  size: number;
  onChange: (offset: number) => void;
}

/** Turns the pages of a list of any size; absent when everything fits on one. */
export function Pager({ total, more = false, offset, size, onChange }: Props) {
  const { t } = useTranslation("people");
  const number = new Intl.NumberFormat(useLocale());
  if (total <= size && offset === 0) return null;
  const from = total === 0 ? 0 : offset + 1;
  const to = more ? offset + size : Math.min(offset + size, total);
  return (
    <nav className={css.pager} aria-label={t("pager.label")}>
      <Text size="xs" c="dimmed" role="status">
        {t(more ? "pager.rangeOfMore" : "pager.range", {
          from: number.format(from),
          to: number.format(to),
          total: number.format(total),
        })}
      </Text>
      <ActionIcon
        aria-label={t("pager.previous")}
        disabled={offset === 0}
        onClick={() => onChange(Math.max(0, offset - size))}
      >
        <ChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={t("pager.next")}
        disabled={!more && to >= total}
        onClick={() => onChange(offset + size)}
      >
        <ChevronRight size={16} aria-hidden />
      </ActionIcon>
    </nav>
  );
}
