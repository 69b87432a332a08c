import type { TFunction } from "i18next";
import { createContext, useContext } from "react";
import type { ExportFormat } from "../../src-shared/api/shapes.ts";
import type { Position } from "../../src-shared/journey/schema.ts";
import type { Locale } from "../../src-shared/problems.ts";
import type { Box } from "./edits/items.ts";
import type { BuilderStore } from "./store.ts";

/** How the canvas is looked at. Points of the screen and of the canvas, px. */
export interface View {
  /** Asked for no motion. */
  still: boolean;
  zoomIn(): void;
  zoomOut(): void;
  /** To the size at which things are drawn. */
  zoomFull(): void;
  fitAll(): void;
  fitItems(items: readonly string[]): void;
  /** Moves the picture only when the item is not wholly in it. */
  reveal(item: string): void;
  /** Gives the keyboard to a step or note, or to the canvas itself. */
  focus(item?: string): void;
  /** Gives the keyboard to a connection. */
  focusEdge(edge: string): void;
  toCanvas(screen: Position): Position;
  toScreen(canvas: Position): Position;
  /** Where the mouse is over the canvas, else the middle of what is seen; on the screen. */
  pointer(): Position;
  isPointed(): boolean;
  boxOf(item: string): Box | undefined;
}

/** What the actions of the builder work on. */
export interface Desk {
  store: BuilderStore;
  view: View;
  locale: Locale;
  t: TFunction<"canvas">;
  save(): void;
  exportAs(format: ExportFormat): void;
  publish(): void;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

/** The desk of the open builder. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error("used outside of the builder");
  return desk;
}
