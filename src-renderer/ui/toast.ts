import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import type { ReactNode } from "react";

const colours = { ok: "teal", bad: "red", plain: "accent" } as const;

/** Says shortly that something happened; errors stay until they are closed. */
export function toast(tone: keyof typeof colours, message: ReactNode, title?: string): void {
  const closeButtonProps = { "aria-label": i18next.t("close", { ns: "app" }) };
  const autoClose = tone === "bad" ? false : 5_000;
  notifications.show({ color: colours[tone], message, title, autoClose, closeButtonProps });
}
