import { Button, SegmentedControl, Stack, Tabs, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Image, Monitor, Smartphone } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, previewUrl } from "../app/api.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import css from "./email.module.css";
import type { EmailMessage } from "./message.ts";
import type { Reading } from "./reading.ts";

const WIDTHS = { desktop: 680, phone: 375 } as const;

/** An email as its reader sees it: head, then HTML in a frame of the preview origin, or the plain text. */
export function EmailPreview({ reading, email }: { reading: Reading; email: EmailMessage }) {
  const { t } = useTranslation("outbox");
  const [width, setWidth] = useState<keyof typeof WIDTHS>("desktop");
  return (
    <Stack gap={0} className={`card ${css.email}`} data-testid="email-preview">
      <Head reading={reading} email={email} />
      <Tabs defaultValue={email.html === "" ? "text" : "html"} keepMounted={false}>
        <Tabs.List className={css.tabs}>
          <Tabs.Tab value="html" disabled={email.html === ""} data-testid="email-html">
            {t("email.html")}
          </Tabs.Tab>
          <Tabs.Tab value="text" data-testid="email-text">
            {t("email.text")}
          </Tabs.Tab>
          <SegmentedControl
            className={css.widths}
            value={width}
            onChange={(chosen) => setWidth(chosen === "phone" ? "phone" : "desktop")}
            data={[
              { value: "desktop", label: <Monitor size={14} aria-label={t("email.desktop")} /> },
              { value: "phone", label: <Smartphone size={14} aria-label={t("email.phone")} /> },
            ]}
          />
        </Tabs.List>
        <Tabs.Panel value="html" className={css.panel}>
          <Frame reading={reading} width={WIDTHS[width]} />
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

/**
 * Foreign HTML on its own origin: no scripts, no forms, and no picture from the internet until somebody asks for it
 * (reliability.md, Untrusted content). A frame with `srcdoc` would inherit the page's policy, which forbids the inline
 * styles that emails are made of.
 */
function Frame({ reading, width }: { reading: Reading; width: number }) {
  const { t } = useTranslation("outbox");
  const [allowImages, setAllowImages] = useState(false);
  const address = useQuery({
    queryKey: ["preview-address", reading.id, allowImages],
    queryFn: async () => {
      const { html } = await api.outbox.preview({ id: reading.id });
      return { url: await previewUrl({ html, allowImages }), remote: hasRemoteImages(html) };
    },
    // Addresses are forgotten by the service after a while: a message opened again registers again.
    gcTime: 0,
  });
  if (address.isPending) return <LoadingState />;
  if (address.isError) {
    return (
      <ErrorState error={address.error} title={t("email.failed")} onRetry={() => void address.refetch()} />
    );
  }
  return (
    <Stack gap="xs" align="center">
      {address.data.remote && !allowImages && (
        <div className={css.blocked}>
          <Text size="xs" c="dimmed">
            {t("email.blocked")}
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<Image size={12} aria-hidden />}
            onClick={() => setAllowImages(true)}
          >
            {t("email.show")}
          </Button>
        </div>
      )}
      <iframe
        sandbox=""
        referrerPolicy="no-referrer"
        src={address.data.url}
        title={t("email.frame", { name: reading.name })}
        className={css.frame}
        style={{ width }}
        data-testid="email-frame"
      />
    </Stack>
  );
}

/** Whether loading pictures would change anything. Looks at text only; the frame's policy is what protects. */
function hasRemoteImages(html: string): boolean {
  return /(?:src|srcset|background)\s*=\s*["']?\s*https?:|url\(\s*["']?https?:/i.test(html);
}
