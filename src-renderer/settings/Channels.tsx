import "./channel-texts.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@mantine/core";
import type { ChannelView } from "../../src-shared/api/channels.ts";
import { describeProblem } from "../../src-shared/problems.ts";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { StatusChip } from "../ui/StatusChip.tsx";
import type { Tone } from "../ui/StatusChip.tsx";
import { ChannelForm } from "./ChannelForm.tsx";
import { ContentKeys } from "./ContentKeys.tsx";
import { LocalTargets } from "./LocalTargets.tsx";

const TONES: Record<ChannelView["state"], Tone> = { outbox: "plain", live: "ok", problem: "bad" };

/** How messages leave this machine: a card for each channel, and what they may reach in the user's own network. */
export function Channels() {
  const channels = useQuery(orpc.channels.list.queryOptions());
  if (channels.isPending) return <LoadingState />;
  if (channels.isError) return <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />;
  return (
    <>
      <ul className="channels">
        {channels.data.map((view) => (
          <ChannelCard key={view.id} view={view} />
        ))}
      </ul>
      <LocalTargets />
      <ContentKeys />
    </>
  );
}

function ChannelCard({ view }: { view: ChannelView }) {
  const { t } = useTranslation("channels");
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const name = t(`${view.id}.name`);
  return (
    <li className="channel" data-testid={`channel-${view.id}`}>
      <div className="channel-head">
        <div>
          <h3>{name}</h3>
          <p>{t(`${view.id}.about`)}</p>
        </div>
        <StatusChip tone={TONES[view.state]}>{t(`state.${view.state}`)}</StatusChip>
        <Button
          variant="default"
          size="xs"
          aria-expanded={open}
          aria-label={t("setUpNamed", { name })}
          onClick={() => setOpen(!open)}
        >
          {open ? t("close") : t("setUp")}
        </Button>
      </div>
      {!open &&
        view.problems.map((found) => (
          <p key={`${found.path} ${found.code}`} role="alert" className="channel-problem">
            {describeProblem(found, locale).message} {describeProblem(found, locale).hint}
          </p>
        ))}
      {open && <ChannelForm view={view} />}
    </li>
  );
}
