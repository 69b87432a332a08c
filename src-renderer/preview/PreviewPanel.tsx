import "./texts.ts";
import "../outbox/texts.ts";
import "../outbox/why-texts.ts";
import { ActionIcon, SegmentedControl, Tooltip } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { Maximize2, Minimize2, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { JourneyNode } from "../../src-shared/journey/schema.ts";
import { readMessage } from "../outbox/message.ts";
import type { Platform } from "../outbox/PushPreview.tsx";
import { PersonaPicker } from "../persona/PersonaPicker.tsx";
import { usePersona } from "../persona/use-persona.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { ResizeHandle } from "../ui/ResizeHandle.tsx";
import css from "./preview.module.css";
import { SketchView } from "./SketchView.tsx";
import { useDragging } from "./use-dragging.ts";
import { useKeepInSight } from "./use-keep-in-sight.ts";
import { useSketch } from "./use-sketch.ts";

const PLATFORMS: readonly Platform[] = ["ios", "android", "web"];

interface Props {
  node: JourneyNode;
  onClose: () => void;
}

/** The message of the selected step as the chosen person would read it, made anew while it is written. */
export function PreviewPanel({ node, onClose }: Props) {
  const { t } = useTranslation("preview");
  const { chosen } = usePersona();
  const sketch = useSketch(node, chosen);
  const [width, setWidth] = useLocalStorage({ key: "parcours.preview.width", defaultValue: 356 });
  const [wide, setWide] = useLocalStorage({ key: "parcours.preview.wide", defaultValue: false });
  const [wanted, setWanted] = useLocalStorage<Platform | "own">({
    key: "parcours.preview.platform",
    defaultValue: "own",
  });
  const own = chosen.person.devices.at(-1)?.platform;
  const platform = wanted === "own" ? (PLATFORMS.find((each) => each === own) ?? "ios") : wanted;
  const { answer } = sketch;
  const isNotification =
    answer?.is === "message" && readMessage(answer.rendered, answer.channel).shape === "notification";
  const dragging = useDragging();
  useKeepInSight(node.id, wide ? undefined : width);
  return (
    <section
      className={css.panel}
      data-wide={wide || undefined}
      data-aside={dragging || undefined}
      style={{ "--preview-width": `${width}px` } as React.CSSProperties}
      aria-label={t("label")}
      data-testid="preview"
    >
      {!wide && (
        <ResizeHandle label={t("resize")} edge="left" size={width} min={330} max={760} onResize={setWidth} />
      )}
      <header className={css.head}>
        <PersonaPicker />
        <div className={css.actions}>
          <Tooltip label={t(wide ? "narrow" : "wide")}>
            <ActionIcon
              aria-label={t(wide ? "narrow" : "wide")}
              aria-pressed={wide}
              onClick={() => setWide(!wide)}
              data-testid="preview-wide"
            >
              {wide ? <Minimize2 size={14} aria-hidden /> : <Maximize2 size={14} aria-hidden />}
            </ActionIcon>
          </Tooltip>
          <ActionIcon aria-label={t("hide")} onClick={onClose} data-testid="preview-close">
            <X size={15} aria-hidden />
          </ActionIcon>
        </div>
      </header>
      {isNotification && (
        <div className={css.platforms}>
          <SegmentedControl
            aria-label={t("platform")}
            value={platform}
            data={PLATFORMS.map((value) => ({ value, label: t(`platforms.${value}`) }))}
            onChange={(value) => setWanted(PLATFORMS.find((each) => each === value) ?? "own")}
          />
        </div>
      )}
      <div className={css.body}>
        {sketch.error !== null && answer === undefined ? (
          <ErrorState error={sketch.error} onRetry={sketch.retry} />
        ) : answer === undefined ? (
          <LoadingState />
        ) : (
          <SketchView
            // Another person, or another step, has answered nothing yet.
            key={`${node.id} ${chosen.key}`}
            node={node}
            answer={answer}
            chosen={chosen}
            platform={platform}
          />
        )}
      </div>
    </section>
  );
}
