import { ActionIcon, Button, Input, NativeSelect, TextInput, Tooltip } from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { EMOTIONS, mappingOf, stageOf, type Mapping } from "../../../src-shared/journey/mapping.ts";
import type { JourneyNode } from "../../../src-shared/journey/schema.ts";
import { positionsOf } from "../placement.ts";
import { useBuilder, useBuilderStore } from "../store.ts";
import { FACES } from "./emotions.ts";

/** What a customer-journey map says of a step: stage, need, expected emotion, friction (product.md, Design). */
export const MappingFacts = memo(function MappingFacts({ node }: { node: JourneyNode }) {
  const { t } = useTranslation("canvas");
  const store = useBuilderStore();
  const stages = useBuilder(({ journey }) => journey.stages);
  const standsIn = useBuilder(({ journey }) =>
    stageOf(journey, { ...node, mapping: undefined }, positionsOf(journey).get(node.id)?.y),
  );
  const mapping = mappingOf(node);
  const friction = mapping.friction ?? [];
  const set = (change: { [K in keyof Mapping]?: Mapping[K] | undefined }, merge?: string) => {
    const old = typeof node["mapping"] === "object" ? node["mapping"] : {};
    // What others wrote beside the facts stays; a fact without a value goes.
    const facts = Object.fromEntries(
      Object.entries({ ...old, ...change }).filter(([, value]) => value !== undefined),
    );
    const value = Object.keys(facts).length === 0 ? {} : { value: facts };
    store
      .getState()
      .run(
        { do: "set-mapping", node: node.id, ...value },
        merge === undefined ? undefined : `${node.id} ${merge}`,
      );
  };
  const nameOf = (id: string | undefined) => stages.find((stage) => stage.id === id)?.name;
  return (
    <section className="inspector-part" aria-label={t("map.title")} data-testid="mapping">
      <h3>{t("map.title")}</h3>
      <NativeSelect
        label={t("map.stage")}
        value={mapping.stage ?? ""}
        data={[
          {
            value: "",
            label:
              standsIn === undefined
                ? t("map.noStage")
                : t("map.standsIn", { name: nameOf(standsIn) ?? standsIn }),
          },
          ...stages.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => set({ stage: event.currentTarget.value || undefined })}
      />
      <TextInput
        label={t("map.need")}
        placeholder={t("map.needExample")}
        value={mapping.need ?? ""}
        maxLength={500}
        onChange={(event) => set({ need: event.currentTarget.value || undefined }, "need")}
      />
      <Input.Wrapper label={t("map.emotion")} labelElement="div">
        <div className="map-faces" role="group" aria-label={t("map.emotion")}>
          {EMOTIONS.map((emotion) => {
            const { icon: Face, text, colour } = FACES[emotion];
            const isOn = mapping.emotion === emotion;
            return (
              <Tooltip key={emotion} label={t(text as "map.calm")}>
                <ActionIcon
                  aria-label={t(text as "map.calm")}
                  aria-pressed={isOn}
                  onClick={() => set({ emotion: isOn ? undefined : emotion })}
                >
                  <Face size={18} color={colour} aria-hidden />
                </ActionIcon>
              </Tooltip>
            );
          })}
        </div>
      </Input.Wrapper>
      <Input.Wrapper label={t("map.friction")} labelElement="div">
        {friction.map((pin, index) => (
          <TextInput
            key={index}
            className="map-pin"
            aria-label={t("map.frictionNumber", { number: index + 1 })}
            value={pin}
            maxLength={500}
            autoFocus={pin === ""}
            onChange={(event) =>
              set({ friction: friction.with(index, event.currentTarget.value) }, `pin ${index}`)
            }
            rightSection={
              <ActionIcon
                aria-label={t("map.removePin", { number: index + 1 })}
                onClick={() => {
                  const left = friction.filter((_, at) => at !== index);
                  set({ friction: left.length === 0 ? undefined : left });
                }}
              >
                <Trash2 size={14} aria-hidden />
              </ActionIcon>
            }
          />
        ))}
        <div>
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<Plus size={13} aria-hidden />}
            onClick={() => set({ friction: [...friction, ""] })}
          >
            {t("map.addPin")}
          </Button>
        </div>
      </Input.Wrapper>
    </section>
  );
}, isSameStep);

/** The name stands elsewhere in the form: typing it draws nothing here anew. */
function isSameStep({ node: a }: { node: JourneyNode }, { node: b }: { node: JourneyNode }): boolean {
  return a.id === b.id && a["mapping"] === b["mapping"];
}
