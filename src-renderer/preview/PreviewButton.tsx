import "./texts.ts";
import { ActionIcon, Tooltip } from "@mantine/core";
import { Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import { usePreviewWanted } from "./use-preview-wanted.ts";

/** Opens and closes the preview of a message. */
export function PreviewButton() {
  const { t } = useTranslation("preview");
  const { said, say } = usePreviewWanted();
  const wanted = said === true;
  const label = t(wanted ? "hide" : "show");
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        aria-pressed={wanted}
        variant={wanted ? "light" : "subtle"}
        onClick={() => say(!wanted)}
        data-testid="preview-toggle"
      >
        <Eye size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
