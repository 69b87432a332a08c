import { Button, Group, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OutsideChannel } from "../../src-shared/channels/catalogue.ts";
import { describeReason } from "../../src-shared/channels/reasons.ts";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { StatusChip } from "../ui/StatusChip.tsx";

/** Really sends one message by the channel as it was last saved, and shows what the other side said. */
export function SendTest({ channel }: { channel: OutsideChannel }) {
  const { t } = useTranslation("channels");
  const locale = useLocale();
  const [to, setTo] = useState("");
  const test = useMutation(orpc.channels.sendTest.mutationOptions());
  const reason = test.data?.reason === undefined ? undefined : describeReason(test.data.reason, locale);
  return (
    <form
      className="channel-test"
      onSubmit={(event) => {
        event.preventDefault();
        if (to.trim() !== "") test.mutate({ id: channel, to: to.trim(), language: locale });
      }}
    >
      <Group align="end">
        <TextInput
          className="channel-test-to"
          label={t("test.title")}
          description={t(`test.to.${channel}`)}
          value={to}
          autoComplete="off"
          spellCheck={false}
          error={test.isError ? t("test.refused") : undefined}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={to.trim() === ""} loading={test.isPending}>
          {t("test.send")}
        </Button>
      </Group>
      <div role="status" className="channel-answer">
        {test.data !== undefined && (
          <>
            <StatusChip tone={test.data.outcome === "accepted" ? "ok" : "bad"}>
              {t(`test.outcome.${test.data.outcome}`)}
            </StatusChip>
            {reason !== undefined && (
              <span>
                {reason.text}. {reason.hint}
              </span>
            )}
            {test.data.detail !== undefined && <code>{test.data.detail}</code>}
          </>
        )}
      </div>
    </form>
  );
}
