import { ActionIcon, Tooltip } from "@mantine/core";
import { Braces } from "lucide-react";
import { useTranslation } from "react-i18next";

/** Begins a variable where the cursor is, for those who do not type braces. */
export function InsertVariable({ label, onInsert }: { label: string; onInsert: () => void }) {
  const { t } = useTranslation("template");
  return (
    <Tooltip label={t("insert")}>
      <ActionIcon size={20} aria-label={t("insertIn", { label })} onClick={onInsert}>
        <Braces size={13} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
