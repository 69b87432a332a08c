import { createContext, useContext } from "react";
import { createStore, useStore, type StoreApi } from "zustand";
import type { Known } from "../../src-shared/compile/known.ts";
import type { Command } from "../../src-shared/journey/commands.ts";
import { edit, EMPTY_HISTORY, redo, undo, type History } from "../../src-shared/journey/history.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Problem } from "../../src-shared/problems.ts";

/** Where a problem wants to be looked at: a field of a step, or of the journey itself. */
interface Focus {
  nodeId?: string;
  /** Path inside params, or inside the document for the journey's own fields. */
  path: string;
  /** Grows with each request, so that asking twice for the same field focuses it twice. */
  request: number;
}

type SaveState =
  { is: "saved"; at: number } | { is: "dirty" } | { is: "saving" } | { is: "failed" } | { is: "conflict" };

/** Everything the builder knows of one open journey. Edits go through `run`, which remembers how to take them back. */
export interface Builder {
  journey: Journey;
  history: History;
  selectedNodes: readonly string[];
  selectedEdges: readonly string[];
  /** Undefined until the first compile is done. */
  problems: readonly Problem[] | undefined;
  /** Names and types learnt from data; undefined until they are read. */
  known: Known | undefined;
  save: SaveState;
  focus: Focus | undefined;
  run(command: Command, merge?: string): void;
  undo(): void;
  redo(): void;
  select(nodes: readonly string[], edges?: readonly string[]): void;
  show(focus: Omit<Focus, "request">): void;
}

export type BuilderStore = StoreApi<Builder>;

/** A store for one journey as it was read, with what can be taken back. */
export function createBuilderStore(
  journey: Journey,
  savedAt: number,
  history: History = EMPTY_HISTORY,
): BuilderStore {
  return createStore<Builder>((set, get) => ({
    journey,
    history,
    selectedNodes: [],
    selectedEdges: [],
    problems: undefined,
    known: undefined,
    save: { is: "saved", at: savedAt },
    focus: undefined,
    run: (command, merge) =>
      set((state) => edit(state, command, { now: Date.now(), ...(merge === undefined ? {} : { merge }) })),
    undo: () => set((state) => present(undo(state), state)),
    redo: () => set((state) => present(redo(state), state)),
    select: (nodes, edges = []) => {
      const { selectedNodes, selectedEdges } = get();
      if (!sameList(nodes, selectedNodes) || !sameList(edges, selectedEdges))
        set({ selectedNodes: nodes, selectedEdges: edges });
    },
    show: (focus) =>
      set((state) => ({
        focus: { ...focus, request: (state.focus?.request ?? 0) + 1 },
        selectedNodes: focus.nodeId === undefined ? [] : [focus.nodeId],
        selectedEdges: [],
      })),
  }));
}

/** Takes over what undo or redo made, and drops what is no longer there from the selection. */
function present(
  { journey, history }: { journey: Journey; history: History },
  { selectedNodes }: Builder,
): Partial<Builder> {
  const ids = new Set(journey.nodes.map(({ id }) => id));
  return { journey, history, selectedNodes: selectedNodes.filter((id) => ids.has(id)), selectedEdges: [] };
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

export const BuilderContext = createContext<BuilderStore | undefined>(undefined);

/** The store of the open journey. */
export function useBuilderStore(): BuilderStore {
  const store = useContext(BuilderContext);
  if (store === undefined) throw new Error("used outside of the builder");
  return store;
}

/** A part of the open journey; drawn again when that part changes. */
export function useBuilder<T>(select: (state: Builder) => T): T {
  return useStore(useBuilderStore(), select);
}
