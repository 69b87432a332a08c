import { Button, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Image } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { previewUrl } from "../app/api.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { bringsDark, hasRemoteImages, withTurnedImages } from "./email-html.ts";
import { PLACE, placeOf, withPlace, type EmailPlace } from "./email-place.ts";
import css from "./email.module.css";

/** HTML to look at. */
export interface FrameSource {
  /** Tells two contents apart. */
  key: string;
  read: () => Promise<string>;
}

interface Props {
  source: FrameSource;
  width: number;
  /** Whether it is shown as in an inbox with a dark theme. */
  dark: boolean;
  title: string;
}

/**
 * Foreign HTML on its own origin: no scripts, no forms, and no picture from the internet until somebody asks for it
 * (reliability.md, Untrusted content). A frame with `srcdoc` would inherit the page's policy, which forbids the inline
 * styles that emails are made of.
 */
export function EmailFrame({ source, width, dark, title }: Props) {
  const { t } = useTranslation("outbox");
  const [allowImages, setAllowImages] = useState(false);
  const last = useRef<EmailPlace>(undefined);
  const address = useQuery({
    queryKey: ["preview-address", source.key, allowImages, dark],
    queryFn: async () => {
      const html = await source.read();
      const own = bringsDark(html);
      const turned = dark && !own;
      last.current = placeOf(last.current, html);
      const placed = withPlace(last.current);
      const url = await previewUrl({ html: turned ? withTurnedImages(placed) : placed, allowImages });
      return { url: `${url}#${PLACE}`, remote: hasRemoteImages(html), turned, own };
    },
    placeholderData: keepPreviousData,
    // Addresses are forgotten by the service after a while: a message opened again registers again.
    gcTime: 0,
  });
  if (address.isPending) return <LoadingState />;
  if (address.isError) {
    return (
      <ErrorState error={address.error} title={t("email.failed")} onRetry={() => void address.refetch()} />
    );
  }
  const { url, remote, turned, own } = address.data;
  return (
    <Stack gap="xs" align="center" className={css.stage} data-dark={dark || undefined}>
      {remote && !allowImages && (
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
      <SteadyFrame
        src={url}
        title={title}
        width={width}
        look={!dark ? "light" : turned ? "turned" : "dark"}
      />
      {dark && (
        <Text size="xs" c="dimmed" ta="center" maw={width} data-testid="email-dark-kind">
          {t(own ? "email.darkOwn" : "email.darkTurned")}
        </Text>
      )}
    </Stack>
  );
}

/** A frame that keeps showing what it shows until the next page is there: an email that is being written does not flicker. */
function SteadyFrame(props: {
  src: string;
  title: string;
  width: number;
  look: "light" | "dark" | "turned";
}) {
  const { src, title, width, look } = props;
  const [shown, setShown] = useState(src);
  const pages = shown === src ? [src] : [shown, src];
  return (
    <div className={css.frames} style={{ width }}>
      {pages.map((page) => (
        <iframe
          key={page}
          sandbox=""
          referrerPolicy="no-referrer"
          src={page}
          title={title}
          className={css.frame}
          data-look={look}
          data-coming={page !== shown || undefined}
          {...(page === shown ? { "data-testid": "email-frame" } : { "aria-hidden": true, tabIndex: -1 })}
          onLoad={() => setShown(page)}
        />
      ))}
    </div>
  );
}
