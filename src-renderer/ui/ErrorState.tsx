import { Button } from "@mantine/core";
import { CircleAlert, RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useErrorText } from "./error-text.ts";

interface Props {
  error: unknown;
  title?: string;
  onRetry?: () => void;
}

/** Something went wrong: what, and the way to try again. */
export function ErrorState({ error, title, onRetry }: Props) {
  const { t } = useTranslation("app");
  const describe = useErrorText();
  return (
    <div className="state" role="alert">
      <CircleAlert size={28} strokeWidth={1.5} aria-hidden />
      <h2>{title ?? t("state.failed")}</h2>
      <p>{describe(error)}</p>
      {onRetry !== undefined && (
        <Button variant="default" leftSection={<RotateCw size={14} aria-hidden />} onClick={onRetry}>
          {t("state.retry")}
        </Button>
      )}
    </div>
  );
}
