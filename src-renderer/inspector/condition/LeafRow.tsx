import { Autocomplete, Button, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { COUNT_OPS, ENGAGEMENTS, type CountOp } from "../../../src-shared/conditions/leaves.ts";
import type { Condition, EventCondition } from "../../../src-shared/conditions/schema.ts";
import { isComparison } from "../../../src-shared/conditions/sides.ts";
import { DurationInput } from "../fields/DurationField.tsx";
import { Weekdays } from "../fields/WeekdaysField.tsx";
import { useEventNames, useProperties, useSegments } from "../known-names.ts";
import { CHANNELS, useSteps } from "../known-steps.ts";
import { ComparisonFields } from "./ComparisonFields.tsx";
import { useFresh } from "./facts.ts";
import { SUBJECTS, subjectOf, type Subject } from "./leaf-model.ts";

interface LeafProps {
  leaf: Condition;
  scope: string | undefined;
  /** Name of the event at hand, when it is known. */
  event: string | undefined;
  onChange: (leaf: Condition) => void;
}

interface Props extends LeafProps {
  renderWhere: (where: Condition, event: string, set: (where: Condition | undefined) => void) => ReactNode;
}

/** One row: what it looks at, and what is asked of it. */
export function LeafRow({ leaf, scope, event, onChange, renderWhere }: Props) {
  const { t } = useTranslation("inspector");
  const fresh = useFresh(event);
  const subject = subjectOf(leaf);
  const offered = SUBJECTS.filter((each) => each !== "prop" || scope === "event" || subject === "prop");
  return (
    <div className="leaf">
      <NativeSelect
        aria-label={t("condition.subject")}
        value={subject ?? ""}
        data={offered.map((each) => ({ value: each, label: t(`condition.subjects.${each}`) }))}
        onChange={(chosen) => onChange(fresh(chosen.currentTarget.value as Subject))}
      />
      <LeafFields leaf={leaf} scope={scope} event={event} onChange={onChange} renderWhere={renderWhere} />
    </div>
  );
}

function LeafFields({ leaf, scope, event, onChange, renderWhere }: Props) {
  const { t } = useTranslation("inspector");
  const steps = useSteps();
  const segments = useSegments();
  if (isComparison(leaf))
    return <ComparisonFields leaf={leaf} scope={scope} event={event} onChange={onChange} />;
  if ("consent" in leaf)
    return (
      <>
        <Channel
          value={leaf.consent.channel}
          onChange={(channel) => onChange({ ...leaf, consent: { ...leaf.consent, channel } })}
        />
        <NativeSelect
          aria-label={t("condition.purpose")}
          value={leaf.consent.purpose}
          data={[...new Set(["marketing", "service", leaf.consent.purpose])]}
          onChange={(event) =>
            onChange({ ...leaf, consent: { ...leaf.consent, purpose: event.currentTarget.value } })
          }
        />
        <NativeSelect
          aria-label={t("condition.state")}
          value={leaf.is ?? "granted"}
          data={(["granted", "denied", "none"] as const).map((value) => ({
            value,
            label: t(`condition.states.${value}`),
          }))}
          onChange={(event) =>
            onChange({ ...leaf, is: event.currentTarget.value as "granted" | "denied" | "none" })
          }
        />
      </>
    );
  if ("reachable" in leaf)
    return <Channel value={leaf.reachable} onChange={(reachable) => onChange({ ...leaf, reachable })} />;
  if ("message" in leaf)
    return (
      <>
        <NativeSelect
          aria-label={t("condition.step")}
          value={leaf.message}
          data={withValue(steps.messages, leaf.message)}
          onChange={(event) => onChange({ ...leaf, message: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label={t("condition.did")}
          value={leaf.did}
          data={ENGAGEMENTS.map((value) => ({ value, label: t(`condition.dids.${value}`) }))}
          onChange={(event) =>
            onChange({ ...leaf, did: event.currentTarget.value as (typeof ENGAGEMENTS)[number] })
          }
        />
      </>
    );
  if ("segment" in leaf)
    return (
      <Autocomplete
        aria-label={t("condition.name")}
        data={[...segments]}
        limit={20}
        value={leaf.segment}
        onChange={(segment) => segment !== "" && onChange({ ...leaf, segment })}
      />
    );
  if ("time" in leaf)
    return (
      <>
        <Weekdays
          days={leaf.time.days ?? []}
          onChange={(days) => onChange({ ...leaf, time: { ...leaf.time, days } })}
        />
        {(["from", "to"] as const).map((side) => (
          <TextInput
            key={side}
            type="time"
            aria-label={t(`condition.${side}`)}
            value={leaf.time[side] ?? ""}
            onChange={(event) =>
              onChange({ ...leaf, time: { ...leaf.time, [side]: event.currentTarget.value || undefined } })
            }
          />
        ))}
      </>
    );
  if ("event" in leaf) return <EventFields leaf={leaf} onChange={onChange} renderWhere={renderWhere} />;
  return null;
}

interface EventProps extends Omit<Props, "leaf" | "scope" | "event"> {
  leaf: EventCondition;
}

function EventFields({ leaf, onChange, renderWhere }: EventProps) {
  const { t } = useTranslation("inspector");
  const names = useEventNames();
  const { where, within, without, per } = leaf;
  const properties = useProperties(leaf.event).map(({ name }) => name);
  const fresh = useFresh(leaf.event);
  const count = leaf.count ?? { op: "ge" as const, value: 1 };
  const put = (next: Partial<EventCondition>) => onChange({ ...leaf, count, ...next });
  return (
    <>
      <Autocomplete
        aria-label={t("condition.name")}
        data={names}
        limit={20}
        value={leaf.event}
        onChange={(event) => event !== "" && put({ event })}
      />
      <div className="leaf-pair">
        <NativeSelect
          aria-label={t("condition.count")}
          value={count.op}
          data={COUNT_OPS.map((value) => ({ value, label: t(`condition.counts.${value}`) }))}
          onChange={(event) => put({ count: { ...count, op: event.currentTarget.value as CountOp } })}
        />
        <NumberInput
          aria-label={t("condition.value")}
          min={0}
          allowDecimal={false}
          value={count.value}
          onChange={(value) => put({ count: { ...count, value: typeof value === "number" ? value : 0 } })}
        />
      </div>
      <span className="leaf-label">{t("condition.within")}</span>
      <DurationInput
        label={t("condition.within")}
        optional
        value={within}
        onChange={(next) => put({ within: next })}
      />
      <Autocomplete
        label={t("condition.without")}
        data={names}
        limit={20}
        value={without ?? ""}
        onChange={(next) => put({ without: next === "" ? undefined : next })}
      />
      {without !== undefined && (
        <Autocomplete
          label={t("condition.per")}
          data={properties}
          limit={20}
          value={per ?? ""}
          onChange={(next) => put({ per: next === "" ? undefined : next })}
        />
      )}
      {where === undefined ? (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<Plus size={12} aria-hidden />}
          onClick={() => put({ where: fresh("prop") })}
        >
          {t("condition.where")}…
        </Button>
      ) : (
        <>
          <span className="leaf-label">{t("condition.where")}</span>
          {renderWhere(where, leaf.event, (next) => put({ where: next }))}
        </>
      )}
    </>
  );
}

function Channel({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation("inspector");
  return (
    <NativeSelect
      aria-label={t("condition.channel")}
      value={value}
      data={[...new Set([...CHANNELS, value])]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The choices, and what the document says even when nothing of that name is there. */
function withValue(
  options: readonly { value: string; label: string }[],
  value: string,
): { value: string; label: string }[] {
  return options.some((option) => option.value === value)
    ? [...options]
    : [...options, { value, label: value }];
}
