import "./actions.css";
import "./texts.ts";
import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { Search } from "lucide-react";
import { useEffect, useEffectEvent, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** One line to pick. */
export interface Pick {
  id: string;
  text: string;
  /** Said more quietly beside or below it. */
  detail?: ReactNode;
  icon?: ReactNode;
  end?: ReactNode;
  group?: string;
}

interface Props {
  label: string;
  placeholder: string;
  /** What fits, best first; asked again with each letter. */
  find: (wanted: string) => readonly Pick[];
  nothing: string;
  onPick: (id: string, wanted: string) => void;
  onClose: () => void;
  /** Told which line the keys stand on. */
  onPoint?: (id: string | undefined) => void;
  hint?: ReactNode;
}

/** A field to type in with the lines that fit below: arrows choose, Enter picks, Escape leaves. */
export function PickList({ label, placeholder, find, nothing, onPick, onClose, onPoint, hint }: Props) {
  const { t } = useTranslation("actions");
  const [wanted, setWanted] = useState("");
  const combobox = useCombobox({ opened: true });
  const picks = find(wanted);
  const groups = [...new Set(picks.map(({ group }) => group))];
  const ordered = groups.flatMap((group) => picks.filter((pick) => pick.group === group));
  // Only what is typed moves the choice back to the best line.
  const best = useEffectEvent(() => void combobox.selectFirstOption());
  const [, setDrawn] = useState("");
  useEffect(() => {
    best();
    // Which list and which line the field controls is known only now that they are drawn.
    const frame = requestAnimationFrame(() => setDrawn(wanted + String(performance.now())));
    return () => cancelAnimationFrame(frame);
  }, [wanted]);

  return (
    <Combobox store={combobox} onOptionSubmit={(id) => onPick(id, wanted)} withinPortal={false} size="sm">
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          className="picks-field"
          variant="unstyled"
          size="sm"
          role="combobox"
          aria-label={label}
          placeholder={placeholder}
          leftSection={<Search size={15} aria-hidden />}
          data-autofocus
          autoFocus
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") {
              event.preventDefault();
              event.stopPropagation();
              onClose();
            }
          }}
          onKeyUp={() => onPoint?.(ordered[combobox.getSelectedOptionIndex()]?.id)}
        />
      </Combobox.EventsTarget>
      {picks.length === 0 ? (
        <p className="picks-nothing">{nothing}</p>
      ) : (
        <Combobox.Options className="picks" aria-label={label}>
          {groups.map((group) => {
            const lines = ordered
              .filter((pick) => pick.group === group)
              .map((pick) => <Line key={pick.id} pick={pick} />);
            return group === undefined ? (
              lines
            ) : (
              <Combobox.Group key={group} label={group}>
                {lines}
              </Combobox.Group>
            );
          })}
        </Combobox.Options>
      )}
      <p className="visually-hidden" role="status">
        {wanted === "" ? "" : t("found", { count: picks.length })}
      </p>
      {hint !== undefined && <p className="picks-hint">{hint}</p>}
    </Combobox>
  );
}

function Line({ pick: { id, text, detail, icon, end } }: { pick: Pick }) {
  return (
    <Combobox.Option value={id} data-testid={`pick-${id}`}>
      <span className="pick">
        {icon}
        <span className="pick-text">
          {text}
          {detail !== undefined && <small>{detail}</small>}
        </span>
        {end}
      </span>
    </Combobox.Option>
  );
}
