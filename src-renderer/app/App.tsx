import "@fontsource-variable/inter";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./theme.css";
import "./texts.ts";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Route, Router, Switch } from "wouter";
import { journeyOf, readFragment } from "../fragment.ts";
import { JourneysPage } from "../journeys/JourneysPage.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorBoundary } from "../ui/ErrorBoundary.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { createQueryClient, useChanges } from "./api.ts";
import { CareBanner } from "./CareBanner.tsx";
import { ConnectionBanner } from "./ConnectionBanner.tsx";
import { askAhead } from "./journey-ahead.ts";
import { useMenuCommand } from "./menu.ts";
import { builderMode, hrefOf, navigate, paths, useFragmentLocation } from "./routes.ts";
import { OverdueBanner } from "./OverdueBanner.tsx";
import { Rail } from "./Rail.tsx";
import { SendingBanner } from "./SendingBanner.tsx";
import { styleNonce, theme } from "./theme.ts";

// Each panel is a chunk of its own, so that the list is on the screen before the canvas is read.
const BuilderPage = lazy(async () => ({ default: (await import("../canvas/BuilderPage.tsx")).BuilderPage }));
const OutboxPage = lazy(async () => ({ default: (await import("../outbox/OutboxPage.tsx")).OutboxPage }));
const PeoplePage = lazy(async () => ({ default: (await import("../people/PeoplePage.tsx")).PeoplePage }));
const SettingsPage = lazy(async () => ({
  default: (await import("../settings/SettingsPage.tsx")).SettingsPage,
}));

// Where the address names a journey, it comes while the window is put up.
const journeyAtStart = journeyOf(readFragment(location.hash).at);
if (journeyAtStart !== undefined) askAhead(journeyAtStart);

/** The window: activity rail, banner, and the page the address names. */
export function App() {
  const [queries] = useState(createQueryClient);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <QueryClientProvider client={queries}>
        <Router hook={useFragmentLocation}>
          <Frame />
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Frame() {
  const [path] = useFragmentLocation();
  useChanges();
  useMenuCommand("show-journeys", () => navigate(paths.journeys));
  useMenuCommand("show-outbox", () => navigate(paths.outbox));
  useMenuCommand("settings", () => navigate(paths.settings));
  return (
    <div className="app">
      <div className="app-banners">
        <ConnectionBanner />
        <SendingBanner />
        <CareBanner />
        <OverdueBanner />
      </div>
      <Rail path={path} />
      <main className="app-main" id="main" tabIndex={-1}>
        <ErrorBoundary key={path.split("/")[1] ?? ""}>
          <Suspense fallback={<LoadingState />}>
            <Pages />
          </Suspense>
        </ErrorBoundary>
      </main>
      <Notifications position="bottom-right" zIndex={1000} />
    </div>
  );
}

function Pages() {
  const { t } = useTranslation("app");
  return (
    <Switch>
      <Route path="/">
        <JourneysPage />
      </Route>
      <Route path="/journeys/:id/:mode?">
        {({ id, mode }) => <BuilderPage key={id} journeyId={id} mode={builderMode(mode)} />}
      </Route>
      <Route path="/outbox/:sendId?">{({ sendId }) => <OutboxPage sendId={sendId} />}</Route>
      <Route path="/people/:personId?">{({ personId }) => <PeoplePage personId={personId} />}</Route>
      <Route path="/settings">
        <SettingsPage />
      </Route>
      <Route>
        <EmptyState title={t("state.notFound")} text={t("state.notFoundHelp")}>
          <a href={hrefOf("/")}>{t("state.toJourneys")}</a>
        </EmptyState>
      </Route>
    </Switch>
  );
}
