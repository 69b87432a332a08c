import { KINDS, type AnyKind } from "../../src-shared/nodes/registry.ts";
import type { Locale } from "../../src-shared/problems.ts";
import { searched } from "../actions/search-text.ts";
import type { Desk } from "./desk.ts";
import { addStep, addStepAfter } from "./edits.ts";
import { addAtEnd, addBefore, fitsBetween, insertStep } from "./edits/insert.ts";
import { freePlace, NODE_WIDTH, positionsOf } from "./placement.ts";
import type { Overlay } from "./store.ts";

type Asked = Extract<Overlay, { is: "add" }>;

/** The kinds that can stand at the place that is asked about, best first for what is typed. */
export function kindsFor(asked: Asked, wanted: string, locale: Locale): AnyKind[] {
  const legal = KINDS.filter((kind) => {
    if (asked.onEdge !== undefined) return fitsBetween(kind, locale);
    if (asked.endOf !== undefined) return kind.acceptsEdges;
    if (asked.before !== undefined) return kind.ports(kind.params.parse(kind.starter(locale))).length > 0;
    return true;
  });
  return searched(legal, textOf, wanted);
}

/** What a kind is found by: its names in every language, and what it does. */
function textOf(kind: AnyKind): string {
  return Object.values(kind.texts)
    .flatMap(({ name, tagline }) => [name, tagline])
    .concat(kind.kind)
    .join(" ");
}

/** Puts a new step where it was asked for, selects it and brings it into view. */
export function addAsked(desk: Desk, asked: Asked, kind: AnyKind): void {
  const { store, view, locale } = desk;
  const { journey, run, select, selectedNodes } = store.getState();
  const taken = positionsOf(journey).values();
  const place = asked.place ?? view.toCanvas(asked.at);
  const free = freePlace({ x: place.x - NODE_WIDTH / 2, y: place.y }, taken);
  const only = selectedNodes.length === 1 ? selectedNodes[0] : undefined;
  const heightOf = (id: string) => view.boxOf(id)?.height ?? 80;
  const added =
    asked.onEdge !== undefined
      ? insertStep(journey, asked.onEdge, kind, locale, heightOf)
      : asked.endOf !== undefined
        ? addAtEnd(journey, asked.endOf, kind, free, locale)
        : asked.before !== undefined
          ? addBefore(journey, asked.before, kind, free, locale)
          : asked.place === undefined && only !== undefined
            ? addStepAfter(journey, only, kind, locale)
            : addStep(journey, kind, free, locale);
  if (added === undefined) return;
  run(added.command);
  select([added.id]);
  view.reveal(added.id);
  view.focus(added.id);
  announceAdded(desk, kind);
}

/** Reads out that a step was added. */
export function announceAdded({ store, t, locale }: Desk, kind: AnyKind): void {
  store.getState().say(t("said.added", { name: kind.texts[locale].name }));
}
