import { ActionIcon, Popover, TextInput, Tooltip } from "@mantine/core";
import { ViewportPortal, useReactFlow, useStore } from "@xyflow/react";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Command } from "../../src-shared/journey/commands.ts";
import { bandsOf, type Band } from "../../src-shared/journey/mapping.ts";
import { changeStage, LOWEST_BAND, moveStage, removeStage } from "./edits/stages.ts";
import { noteItem, type Box } from "./edits/items.ts";
import { noteSize } from "./edits/notes.ts";
import { useDesk } from "./desk.ts";
import { NODE_WIDTH, positionsOf, snap } from "./placement.ts";
import { useBuilder, useBuilderStore } from "./store.ts";

/** How far bands reach beyond the outermost steps, and beyond a note further out (px). */
const beyond = 260;
const beyondNotes = 40;

/** The stages of the funnel as bands under the steps; their names are handles to move, rename and remove them by. */
export function Bands() {
  const journey = useBuilder((state) => state.journey);
  const bands = bandsOf(journey.stages);
  if (bands.length === 0) return null;
  const xs = [...positionsOf(journey).values()].map(({ x }) => x);
  if (xs.length === 0) xs.push(0);
  const beside = journey.notes.flatMap((note) => {
    const { width, height } = noteSize(note);
    const lies = bands.some((band) => note.y < band.y + band.height && note.y + height > band.y);
    return lies ? [{ left: note.x - beyondNotes, right: note.x + width + beyondNotes }] : [];
  });
  const left = Math.min(...xs.map((x) => x - beyond), ...beside.map((note) => note.left));
  const right = Math.max(...xs.map((x) => x + NODE_WIDTH + beyond), ...beside.map((note) => note.right));
  const width = right - left;
  return (
    <ViewportPortal>
      {bands.map((band, index) => (
        <BandStrip key={band.id} band={band} left={left} width={width} tone={index % 4} />
      ))}
    </ViewportPortal>
  );
}

function BandStrip({ band, left, width, tone }: { band: Band; left: number; width: number; tone: number }) {
  const { t } = useTranslation("canvas");
  const store = useBuilderStore();
  const { view } = useDesk();
  const flow = useReactFlow();
  // The name stays at the left edge of what is seen, and readable from afar.
  const seenFrom = useStore(({ transform: [x, , zoom] }) => Math.round(-x / zoom));
  const grown = useStore(({ transform: [, , zoom] }) => Math.min(2.2, Math.max(1, 1 / zoom)));
  const inset = Math.min(width - 120, Math.max(10, seenFrom - left + 10 * grown));
  const [opened, setOpened] = useState(false);
  /** What is shown while the band is pulled: how far it moved, or how much higher it became. */
  const [pulled, setPulled] = useState<{ y: number; height: number }>({ y: 0, height: 0 });
  const [from, setFrom] = useState<number>();
  const run = (command: Command | undefined, merge?: string) => {
    if (command !== undefined) store.getState().run(command, merge);
  };
  const boxes = (): Map<string, Box> => {
    const { nodes, notes } = store.getState().journey;
    return new Map(
      [...nodes.map(({ id }) => id), ...notes.map(({ id }) => noteItem(id))].flatMap((item) => {
        const box = view.boxOf(item);
        return box === undefined ? [] : [[item, box] as const];
      }),
    );
  };
  const pulling = (what: "y" | "height") => ({
    onPointerDown: (event: React.PointerEvent) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      setFrom(event.clientY);
    },
    onPointerMove: (event: React.PointerEvent) => {
      if (from === undefined) return;
      const by = snap((event.clientY - from) / flow.getZoom());
      const least = LOWEST_BAND - band.height;
      setPulled({ y: 0, height: 0, [what]: what === "height" ? Math.max(least, by) : by });
    },
    onPointerUp: () => {
      const { journey } = store.getState();
      setFrom(undefined);
      setPulled({ y: 0, height: 0 });
      if (pulled.y !== 0) run(moveStage(journey, band.id, pulled.y, boxes()));
      else if (pulled.height !== 0)
        run(changeStage(journey, band.id, { height: band.height + pulled.height }));
      else if (what === "y") setOpened(true);
    },
  });
  return (
    <div
      className="band"
      data-tone={tone}
      data-testid={`band-${band.id}`}
      style={{
        transform: `translate(${left}px, ${band.y + pulled.y}px)`,
        width,
        height: band.height + pulled.height,
      }}
    >
      <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus shadow="md">
        <Popover.Target>
          <button
            type="button"
            className="band-name nopan nodrag"
            style={{ left: inset, transform: `scale(${grown})` }}
            aria-label={t("stage.label", { name: band.name })}
            onKeyDown={(event) => {
              if (event.key === "Enter" || event.key === " ") setOpened(true);
            }}
            {...pulling("y")}
          >
            {band.name}
          </button>
        </Popover.Target>
        <Popover.Dropdown className="band-form over-canvas-part">
          <TextInput
            label={t("stage.name")}
            value={band.name}
            maxLength={80}
            onChange={(event) => {
              const name = event.currentTarget.value;
              // A stage always has a name: an emptied field keeps the last letter until another is typed.
              if (name !== "")
                run(changeStage(store.getState().journey, band.id, { name }), `stage ${band.id}`);
            }}
          />
          <Tooltip label={t("stage.remove")}>
            <ActionIcon
              aria-label={t("stage.remove")}
              onClick={() => run(removeStage(store.getState().journey, band.id))}
            >
              <Trash2 size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Popover.Dropdown>
      </Popover>
      <div className="band-edge nopan nodrag" aria-hidden {...pulling("height")} />
    </div>
  );
}
