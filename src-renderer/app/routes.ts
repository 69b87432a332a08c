import { useSyncExternalStore } from "react";
import { readFragment, writeFragment } from "../fragment.ts";

/**
 * Where the app is, kept in the location's fragment beside the launch token (`#token=…&at=/journeys/after-trip`):
 * the token is never sent anywhere and a reload finds both again (reliability.md, Loopback host).
 */
const changed = "parcours:route";

/** The path shown now, such as `/journeys/after-trip`. */
function currentPath(): string {
  return readFragment(location.hash).at;
}

/** The address of a path for links, with the token kept. */
export function hrefOf(path: string): string {
  return writeFragment({ token: readFragment(location.hash).token, at: path });
}

/** Goes to a path; `replace` leaves no step in the history. */
export function navigate(path: string, options: { replace?: boolean } = {}): void {
  const href = hrefOf(path);
  if (options.replace === true) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  dispatchEvent(new Event(changed));
}

function subscribe(listener: () => void): () => void {
  const events = [changed, "popstate", "hashchange"];
  for (const name of events) addEventListener(name, listener);
  return () => {
    for (const name of events) removeEventListener(name, listener);
  };
}

/** The location hook of the router. */
export function useFragmentLocation(): [string, typeof navigate] {
  return [useSyncExternalStore(subscribe, currentPath), navigate];
}
useFragmentLocation.hrefs = hrefOf;

/** What an open journey is looked at as (product.md, The window). */
export const BUILDER_MODES = ["design", "simulate", "live"] as const;
export type BuilderMode = (typeof BUILDER_MODES)[number];

/** The mode a path names; everything else is the drawing. */
export function builderMode(named: string | undefined): BuilderMode {
  return BUILDER_MODES.find((mode) => mode === named) ?? "design";
}

/** Paths of the app; ids have the shape of domain.md, Limits, and need no escaping. */
export const paths = {
  journeys: "/",
  journey: (id: string) => `/journeys/${id}`,
  live: (id: string) => `/journeys/${id}/live`,
  mode: (id: string, mode: BuilderMode) =>
    mode === "design" ? `/journeys/${id}` : `/journeys/${id}/${mode}`,
  people: "/people",
  person: (id: string) => `/people/${id}`,
  outbox: "/outbox",
  send: (id: string) => `/outbox/${id}`,
  settings: "/settings",
};
