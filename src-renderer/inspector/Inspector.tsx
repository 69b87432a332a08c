import "./texts.ts";
import "./inspector.css";
import { Button } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { Copy, Trash2 } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../app/i18n.ts";
import { edgeId } from "../canvas/flow.ts";
import { duplicateSelected, removeSelected } from "../canvas/selection.ts";
import { portsShown, viewOf } from "../canvas/node-view.ts";
import { useBuilder, useBuilderStore } from "../canvas/store.ts";
import { StepPreview } from "../preview/StepPreview.tsx";
import { warmUpTemplates } from "../template/TemplateInput.tsx";
import { ResizeHandle } from "../ui/ResizeHandle.tsx";
import { focusField } from "./focus-field.ts";
import { JourneyInspector } from "./JourneyInspector.tsx";
import { StepInspector } from "./StepInspector.tsx";

/** The right side: what is selected, or the journey itself. */
export const Inspector = memo(function Inspector() {
  const { t } = useTranslation("inspector");
  const ref = useRef<HTMLElement>(null);
  const [width, setWidth] = useLocalStorage({ key: "parcours.inspector.width", defaultValue: 332 });
  const focus = useBuilder((state) => state.focus);
  useEffect(() => warmUpTemplates(), []);
  // What was asked for before this was on the screen is over.
  const handled = useRef(focus?.request);
  useEffect(() => {
    if (focus === undefined || handled.current === focus.request || ref.current === null) return;
    handled.current = focus.request;
    focusField(ref.current, focus.path);
  }, [focus]);
  return (
    <>
      <StepPreview form={ref} />
      <aside
        ref={ref}
        className="inspector"
        data-testid="inspector"
        aria-label={t("label")}
        style={{ width }}
      >
        <ResizeHandle label={t("resize")} edge="left" size={width} min={280} max={760} onResize={setWidth} />
        <Selected />
      </aside>
    </>
  );
});

function Selected() {
  const { t } = useTranslation("inspector");
  const store = useBuilderStore();
  const count = useBuilder(({ selectedNodes }) => selectedNodes.length);
  const edge = useBuilder(({ journey, selectedEdges }) =>
    selectedEdges.length === 0 ? undefined : journey.edges.find((each) => edgeId(each) === selectedEdges[0]),
  );
  const node = useBuilder(({ journey, selectedNodes }) =>
    journey.nodes.find(({ id }) => id === selectedNodes[0]),
  );
  if (count > 1)
    return (
      <div className="inspector-body">
        <p>{t("many", { count })}</p>
        <Button
          variant="default"
          leftSection={<Copy size={14} aria-hidden />}
          onClick={() => duplicateSelected(store)}
        >
          {t("duplicate")}
        </Button>
        <Button
          variant="default"
          color="red"
          leftSection={<Trash2 size={14} aria-hidden />}
          onClick={() => removeSelected(store)}
        >
          {t("delete")}
        </Button>
      </div>
    );
  if (node !== undefined) return <StepInspector key={node.id} node={node} />;
  if (edge !== undefined) return <EdgeInspector id={edgeId(edge)} />;
  return <JourneyInspector />;
}

function EdgeInspector({ id }: { id: string }) {
  const { t } = useTranslation("inspector");
  const locale = useLocale();
  const store = useBuilderStore();
  const journey = useBuilder((state) => state.journey);
  const edge = journey.edges.find((each) => edgeId(each) === id);
  const from = journey.nodes.find((node) => node.id === edge?.from);
  const to = journey.nodes.find((node) => node.id === edge?.to);
  if (edge === undefined || from === undefined || to === undefined) return null;
  const port = portsShown(from, journey, locale).find((each) => each.id === edge.port);
  return (
    <>
      <header className="inspector-head">
        <h2>{t("edge")}</h2>
      </header>
      <div className="inspector-body">
        <p className="inspector-help">
          {t("edgeText", {
            from: viewOf(from, locale).title,
            port: port?.label[locale] ?? edge.port,
            to: viewOf(to, locale).title,
          })}
        </p>
        <Button
          variant="default"
          leftSection={<Trash2 size={14} aria-hidden />}
          onClick={() => removeSelected(store)}
        >
          {t("delete")}
        </Button>
      </div>
    </>
  );
}
