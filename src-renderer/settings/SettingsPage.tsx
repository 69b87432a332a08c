import "../live/texts.ts";
import "./settings.css";
import "./texts.ts";
import { SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { desktop, orpc } from "../app/api.ts";
import { LANGUAGES, setLocale, useLocale } from "../app/i18n.ts";
import { ClockBar } from "../live/ClockBar.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Channels } from "./Channels.tsx";
import { Pages } from "./Pages.tsx";
import { Backups } from "./Backups.tsx";
import { PolicySummary } from "./PolicySummary.tsx";

/** What is counted of the workspace, in this order. */
const HELD = ["journeys", "people", "events", "sends"] as const;

/** Settings of the app on this machine, and what holds in the workspace. */
export function SettingsPage() {
  const { t } = useTranslation(["settings", "channels", "care"]);
  const info = useQuery(orpc.workspace.info.queryOptions());
  const care = useQuery(orpc.workspace.care.status.queryOptions());
  const policies = useQuery(orpc.workspace.policies.queryOptions());
  const pages = useQuery(orpc.workspace.pages.queryOptions());
  return (
    <div className="page">
      <PageHeader title={t("title")} />
      <div className="page-body">
        <div className="settings">
          <Section title={t("look")}>
            <Look />
          </Section>
          <Section title={t("workspace")}>
            {info.isPending && <LoadingState />}
            {info.isError && <ErrorState error={info.error} onRetry={() => void info.refetch()} />}
            {info.isSuccess && (
              <>
                <dl>
                  <dt>{t("dataDir")}</dt>
                  <dd>
                    <code data-testid="data-dir">{info.data.dataDir}</code>
                    <p>{t("dataDirHelp")}</p>
                  </dd>
                  <dt>{t("holds")}</dt>
                  <dd>
                    {HELD.map((what) => t(`held.${what}`, { count: info.data.counts[what] })).join(" · ")}
                  </dd>
                  <dt>{t("version")}</dt>
                  <dd>{info.data.version}</dd>
                  <dt>{t("clock")}</dt>
                  <dd>{t(info.data.clock.mode === "virtual" ? "clockVirtual" : "clockSystem")}</dd>
                </dl>
                <ClockBar nextDue={undefined} />
              </>
            )}
          </Section>
          <Section title={t("channels:title")} help={t("channels:help")}>
            <Channels />
          </Section>
          <Section title={t("care:title")} help={t("care:help")}>
            {care.isPending && <LoadingState />}
            {care.isError && <ErrorState error={care.error} onRetry={() => void care.refetch()} />}
            {care.isSuccess && <Backups care={care.data} />}
          </Section>
          <Section title={t("pages.title")} help={t("pages.help")}>
            {pages.isPending && <LoadingState />}
            {pages.isError && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
            {pages.isSuccess && <Pages state={pages.data} />}
          </Section>
          <Section title={t("policies")} help={t("policiesHelp")}>
            {policies.isPending && <LoadingState />}
            {policies.isError && (
              <ErrorState error={policies.error} onRetry={() => void policies.refetch()} />
            )}
            {policies.isSuccess && <PolicySummary policies={policies.data} />}
          </Section>
        </div>
      </div>
    </div>
  );
}

function Section({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <section className="card settings-section" aria-label={title}>
      <h2>{title}</h2>
      {help !== undefined && <p>{help}</p>}
      {children}
    </section>
  );
}

function Look() {
  const { t } = useTranslation("app");
  const locale = useLocale();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <dl>
      <dt>{t("language")}</dt>
      <dd>
        <SegmentedControl
          aria-label={t("language")}
          value={locale}
          data={LANGUAGES.map((language) => ({ value: language.locale, label: language.name }))}
          onChange={(next) => {
            setLocale(next);
            desktop?.setLanguage(next);
          }}
        />
      </dd>
      <dt>{t("theme.label")}</dt>
      <dd>
        <SegmentedControl
          aria-label={t("theme.label")}
          value={colorScheme}
          data={(["light", "dark", "auto"] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={setColorScheme}
        />
      </dd>
    </dl>
  );
}
