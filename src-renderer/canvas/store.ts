import { createContext, useContext } from "react";
import { createStore, useStore, type StoreApi } from "zustand";
import type { Known } from "../../src-shared/compile/known.ts";
import type { Command } from "../../src-shared/journey/commands.ts";
import { edit, EMPTY_HISTORY, redo, undo, type History } from "../../src-shared/journey/history.ts";
import type { Journey, JourneyEdge, Position } from "../../src-shared/journey/schema.ts";
import type { Problem } from "../../src-shared/problems.ts";
import { isSameList } from "../ui/same-list.ts";
import type { Guide } from "./drag/guides.ts";
import { haveSameMeaning } from "./same-meaning.ts";
import { paceShownNodes } from "./shown-nodes.ts";

/** Where a problem wants to be looked at: a field of a step, or of the journey itself. */
interface Focus {
  nodeId?: string;
  /** Path inside params, or inside the document for the journey's own fields. */
  path: string;
  /** Grows with each request, so that asking twice for the same field focuses it twice. */
  request: number;
}

/** What is open over the canvas. Points are those of the screen, px. */
export type Overlay =
  | { is: "commands" }
  | { is: "keys" }
  | { is: "find" }
  | { is: "menu"; at: Position }
  /** Picks a kind of step: for a place, an edge, or the loose end of a connection. */
  | {
      is: "add";
      at: Position;
      onEdge?: JourneyEdge;
      endOf?: Pick<JourneyEdge, "from" | "port">;
      before?: string;
      /** Where the step goes, px of the canvas; without it, below the selected step. */
      place?: Position;
    }
  /** Picks where a way out leads. */
  | { is: "connect"; from: string };

/** What is shown while steps are dragged. */
interface Dragging {
  guides: readonly Guide[];
  /** The connection the step would be put into when it is let go. */
  edge?: { id: string; path: string; at: Position };
}

type SaveState =
  { is: "saved"; at: number } | { is: "dirty" } | { is: "saving" } | { is: "failed" } | { is: "conflict" };

/** Everything the builder knows of one open journey. Edits go through `run`, which remembers how to take them back. */
export interface Builder {
  journey: Journey;
  /** The steps as the canvas draws them, a moment behind those of the journey while somebody types. */
  shownNodes: Journey["nodes"];
  history: History;
  selectedNodes: readonly string[];
  selectedEdges: readonly string[];
  selectedNotes: readonly string[];
  /** Undefined until the first compile is done. */
  problems: readonly Problem[] | undefined;
  /** Names and types learnt from data; undefined until they are read. */
  known: Known | undefined;
  save: SaveState;
  focus: Focus | undefined;
  overlay: Overlay | undefined;
  dragging: Dragging | undefined;
  /** Items on their way from where they were; share 0 to 1. */
  gliding: { from: ReadonlyMap<string, Position>; share: number } | undefined;
  /** A layout is being worked out. */
  tidying: boolean;
  /** The note being written on. */
  editingNote: string | undefined;
  /** The hand moves the picture; without it, the left button selects. */
  hand: boolean;
  /** What a screen reader is told; the number makes the same words news. */
  said: { text: string; number: number };
  run(command: Command, merge?: string): void;
  undo(): void;
  redo(): void;
  select(nodes: readonly string[], edges?: readonly string[], notes?: readonly string[]): void;
  show(focus: Omit<Focus, "request">): void;
  open(overlay: Overlay | undefined): void;
  say(text: string): void;
  setHand(hand: boolean): void;
}

export type BuilderStore = StoreApi<Builder>;

/** What was answered, and the list it was last found to stand for. */
const meant = new WeakMap<BuilderStore, { answer: Journey["nodes"]; of: Journey["nodes"] }>();

/** The steps of the open journey as what they do: the list of before while only names and what maps say changed. */
export function useStepsByMeaning(): Journey["nodes"] {
  const store = useBuilderStore();
  return useBuilder(({ journey: { nodes } }) => {
    const before = meant.get(store);
    if (before?.of === nodes) return before.answer;
    const answer = before !== undefined && haveSameMeaning(before.answer, nodes) ? before.answer : nodes;
    meant.set(store, { answer, of: nodes });
    return answer;
  });
}

/** A store for one journey as it was read, with what can be taken back. */
export function createBuilderStore(
  journey: Journey,
  savedAt: number,
  history: History = EMPTY_HISTORY,
): BuilderStore {
  const store = createStore<Builder>((set, get) => ({
    journey,
    shownNodes: journey.nodes,
    history,
    selectedNodes: [],
    selectedEdges: [],
    selectedNotes: [],
    overlay: undefined,
    dragging: undefined,
    gliding: undefined,
    tidying: false,
    editingNote: undefined,
    hand: false,
    said: { text: "", number: 0 },
    problems: undefined,
    known: undefined,
    save: { is: "saved", at: savedAt },
    focus: undefined,
    run: (command, merge) =>
      set((state) => edit(state, command, { now: Date.now(), ...(merge === undefined ? {} : { merge }) })),
    undo: () => set((state) => present(undo(state), state)),
    redo: () => set((state) => present(redo(state), state)),
    select: (nodes, edges = [], notes = []) => {
      const { selectedNodes, selectedEdges, selectedNotes } = get();
      if (
        !isSameList(nodes, selectedNodes) ||
        !isSameList(edges, selectedEdges) ||
        !isSameList(notes, selectedNotes)
      )
        set({ selectedNodes: nodes, selectedEdges: edges, selectedNotes: notes });
    },
    show: (focus) =>
      set((state) => ({
        focus: { ...focus, request: (state.focus?.request ?? 0) + 1 },
        selectedNodes: focus.nodeId === undefined ? [] : [focus.nodeId],
        selectedEdges: [],
        selectedNotes: [],
      })),
    open: (overlay) => set({ overlay }),
    say: (text) => set(({ said }) => ({ said: { text, number: said.number + 1 } })),
    setHand: (hand) => set({ hand }),
  }));
  paceShownNodes(store);
  return store;
}

/** Takes over what undo or redo made, and drops what is no longer there from the selection. */
function present(
  { journey, history }: { journey: Journey; history: History },
  { selectedNodes, selectedNotes }: Builder,
): Partial<Builder> {
  const ids = new Set(journey.nodes.map(({ id }) => id));
  const notes = new Set(journey.notes.map(({ id }) => id));
  return {
    journey,
    history,
    selectedNodes: selectedNodes.filter((id) => ids.has(id)),
    selectedEdges: [],
    selectedNotes: selectedNotes.filter((id) => notes.has(id)),
  };
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
