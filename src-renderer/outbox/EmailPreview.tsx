import { ActionIcon, SegmentedControl, Stack, Tabs, Text, Tooltip } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { Monitor, Moon, Smartphone } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmailFrame, type FrameSource } from "./EmailFrame.tsx";
import css from "./email.module.css";
import type { EmailMessage } from "./message.ts";
import type { Reading } from "./reading.ts";

const WIDTHS = { desktop: 680, phone: 375 } as const;

interface Props {
  reading: Reading;
  email: EmailMessage;
  html: FrameSource;
}

/** An email as its reader sees it: head, then HTML in a frame of the preview origin, or the plain text. */
export function EmailPreview({ reading, email, html }: Props) {
  const { t } = useTranslation("outbox");
  const [width, setWidth] = useLocalStorage<keyof typeof WIDTHS>({
    key: "parcours.email.width",
    defaultValue: "desktop",
  });
  const [dark, setDark] = useLocalStorage({ key: "parcours.email.dark", defaultValue: false });
  const [tab, setTab] = useState<string | null>(null);
  // What it looks like comes first, also where that comes to be while one looks.
  const isText = tab === "text" || email.html === "";
  return (
    <Stack gap={0} className={`card ${css.email}`} data-testid="email-preview">
      <Head reading={reading} email={email} />
      <Tabs value={isText ? "text" : "html"} onChange={setTab} keepMounted={false}>
        <div className={css.tabs}>
          <Tabs.List className={css.tabList}>
            <Tabs.Tab value="html" disabled={email.html === ""} data-testid="email-html">
              {t("email.html")}
            </Tabs.Tab>
            <Tabs.Tab value="text" data-testid="email-text">
              {t("email.text")}
            </Tabs.Tab>
          </Tabs.List>
          <Tooltip label={t("email.dark")}>
            <ActionIcon
              className={css.dark}
              variant={dark ? "light" : "subtle"}
              aria-label={t("email.dark")}
              aria-pressed={dark}
              onClick={() => setDark(!dark)}
              data-testid="email-dark"
            >
              <Moon size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <SegmentedControl
            aria-label={t("email.width")}
            value={width}
            onChange={(chosen) => setWidth(chosen === "phone" ? "phone" : "desktop")}
            data={[
              { value: "desktop", label: <Monitor size={14} aria-label={t("email.desktop")} /> },
              { value: "phone", label: <Smartphone size={14} aria-label={t("email.phone")} /> },
            ]}
          />
        </div>
        <Tabs.Panel value="html" className={css.panel}>
          <EmailFrame
            source={html}
            width={WIDTHS[width]}
            dark={dark}
            title={t("email.frame", { name: reading.name })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="text" className={css.panel}>
          {email.text === "" ? (
            <Text c="dimmed">{t("email.noText")}</Text>
          ) : (
            <pre className={css.text} style={{ maxWidth: WIDTHS[width] }} data-testid="email-plain">
              {email.text}
            </pre>
          )}
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Head({ reading, email }: { reading: Reading; email: EmailMessage }) {
  const { t } = useTranslation("outbox");
  return (
    <dl className={css.head} lang={reading.language}>
      <dt>{t("email.subject")}</dt>
      <dd className={css.subject}>{email.subject}</dd>
      <dt>{t("email.from")}</dt>
      <dd>
        {email.from === "" ? (
          <Text span c="dimmed">
            {t("email.noFrom")}
          </Text>
        ) : (
          email.from
        )}
      </dd>
      <dt>{t("email.to")}</dt>
      <dd>{reading.to === "" ? reading.name : reading.to}</dd>
      {email.preheader !== "" && (
        <>
          <dt>{t("email.preheader")}</dt>
          <dd>{email.preheader}</dd>
        </>
      )}
    </dl>
  );
}
