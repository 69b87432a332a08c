import { Button, CopyButton } from "@mantine/core";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import "./texts.ts";

interface Props {
  label: string;
  text: () => string;
  icon?: ReactNode;
}

/** Copies a text and says that it did. */
export function CopyAction({ label, text, icon }: Props) {
  const { t } = useTranslation("live");
  return (
    <CopyButton value={text()}>
      {({ copied, copy }) => (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={copied ? <Check size={13} aria-hidden /> : icon}
          onClick={copy}
        >
          {copied ? t("run.copied") : label}
        </Button>
      )}
    </CopyButton>
  );
}
