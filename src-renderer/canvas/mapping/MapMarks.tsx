import { Flag } from "lucide-react";
import { useTranslation } from "react-i18next";
import { mappingOf } from "../../../src-shared/journey/mapping.ts";
import type { JourneyNode } from "../../../src-shared/journey/schema.ts";
import { FACES } from "./emotions.ts";

/** What the journey map says of a step, small on the canvas: the expected face, and pins where there is friction. */
export function MapMarks({ node }: { node: JourneyNode }) {
  const { t } = useTranslation("canvas");
  const { emotion, friction = [], need } = mappingOf(node);
  if (emotion === undefined && friction.length === 0) return null;
  const face = emotion === undefined ? undefined : FACES[emotion];
  const words = [
    face === undefined ? "" : t(face.text as "map.calm"),
    need ?? "",
    ...friction.map((pin) => t("map.pin", { text: pin })),
  ].filter((text) => text !== "");
  return (
    <span className="step-map" title={words.join("\n")} data-testid={`map-${node.id}`}>
      {face !== undefined && <face.icon size={14} color={face.colour} aria-hidden />}
      {friction.length > 0 && (
        <>
          <Flag size={12} color="var(--p-bad)" aria-hidden />
          {friction.length}
        </>
      )}
      <span className="visually-hidden">{words.join(", ")}</span>
    </span>
  );
}
