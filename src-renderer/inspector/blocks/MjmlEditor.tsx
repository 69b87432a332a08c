import "./texts.ts";
import "./blocks.css";
import { SegmentedControl } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { TemplateBox } from "../fields/TemplateBox.tsx";
import type { MjmlEditorProps } from "./mjml-editor-props.ts";

const BlocksEditor = lazy(async () => ({ default: (await import("./BlocksEditor.tsx")).BlocksEditor }));

/** The body of an email: its blocks one below the other, or the MJML they are written in. */
export function MjmlEditor(props: MjmlEditorProps) {
  const { t } = useTranslation("blocks");
  const [view, setView] = useLocalStorage<"blocks" | "source">({
    key: "parcours.email.view",
    defaultValue: "blocks",
    getInitialValueInEffect: false,
  });
  return (
    <>
      <SegmentedControl
        className="mjml-view"
        aria-label={t("view")}
        data={[
          { value: "blocks", label: t("views.blocks") },
          { value: "source", label: t("views.source") },
        ]}
        value={view}
        onChange={(next) => setView(next === "source" ? "source" : "blocks")}
      />
      {view === "source" ? (
        <TemplateBox {...props} format="mjml" long />
      ) : (
        <Suspense fallback={<div className="blocks" aria-busy />}>
          <BlocksEditor {...props} onSource={() => setView("source")} />
        </Suspense>
      )}
    </>
  );
}
