import { Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PageSettings } from "../../src-shared/api/page-settings.ts";
import type { PageState } from "../../src-shared/api/page-settings.ts";
import { orpc } from "../app/api.ts";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";

/** Where the pages people reach from messages are found from outside, and what is noted there. */
export function Pages({ state }: { state: PageState }) {
  const { t } = useTranslation("settings");
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [address, setAddress] = useState(state.address ?? "");
  const [senderName, setSenderName] = useState(state.senderName);
  const [port, setPort] = useState<number | undefined>(state.port);
  const [trackClicks, setTrackClicks] = useState(state.trackClicks);
  const [trackOpens, setTrackOpens] = useState(state.trackOpens);
  const save = useMutation(
    orpc.workspace.setPages.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: orpc.workspace.pages.key() });
        toast("ok", t("pages.saved"));
      },
      onError: (error) => toast("bad", errorText(error)),
    }),
  );
  const wanted = PageSettings.safeParse({
    ...(address.trim() === "" ? {} : { address }),
    ...(port === undefined ? {} : { port }),
    senderName,
    trackClicks,
    trackOpens,
  });
  const isWrong = !wanted.success && wanted.error.issues.some(({ path }) => path[0] === "address");
  const hasAddress = address.trim() !== "" && !isWrong;
  return (
    <form
      data-testid="pages-settings"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted.success) save.mutate(wanted.data);
      }}
    >
      <Stack gap="sm" mt="sm">
        <TextInput
          label={t("pages.address")}
          description={t("pages.addressHelp")}
          placeholder="https://mail.example.com"
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={isWrong ? t("pages.addressWrong") : undefined}
        />
        {!hasAddress && !isWrong && <p role="note">{t("pages.addressNone")}</p>}
        <TextInput
          label={t("pages.senderName")}
          description={t("pages.senderNameHelp")}
          maxLength={100}
          value={senderName}
          onChange={(event) => setSenderName(event.currentTarget.value)}
        />
        <Checkbox
          label={t("pages.trackClicks")}
          description={t("pages.trackClicksHelp")}
          checked={trackClicks}
          onChange={(event) => setTrackClicks(event.currentTarget.checked)}
        />
        <Checkbox
          label={t("pages.trackOpens")}
          description={t("pages.trackOpensHelp")}
          checked={trackOpens}
          onChange={(event) => setTrackOpens(event.currentTarget.checked)}
        />
        <NumberInput
          label={t("pages.port")}
          description={t("pages.portHelp")}
          min={1024}
          max={65_535}
          allowDecimal={false}
          allowNegative={false}
          thousandSeparator=""
          classNames={{ wrapper: "narrow-input" }}
          value={port ?? ""}
          onChange={(value) => setPort(typeof value === "number" ? value : undefined)}
        />
        <Text size="sm" c={state.trouble === undefined ? "dimmed" : "red"}>
          {state.trouble !== undefined
            ? t("pages.trouble", {
                why: t([`pages.why.${state.trouble}`, "pages.why.other"], { code: state.trouble }),
              })
            : state.local === undefined
              ? t("pages.notServed")
              : t("pages.local", { address: state.local })}
        </Text>
        <Group>
          <Button type="submit" disabled={!wanted.success} loading={save.isPending}>
            {t("pages.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
