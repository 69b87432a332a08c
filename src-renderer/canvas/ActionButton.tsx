import { ActionIcon, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ariaKeys, keyNames } from "../actions/chord.ts";
import { actionNamed } from "./actions/list.ts";
import { useDesk } from "./desk.ts";
import { useBuilder } from "./store.ts";

/** A button for an action of the list: its picture, its name and keys on hover, grey while it cannot be done. */
export function ActionButton({ id, pressed }: { id: string; pressed?: boolean }) {
  const { t } = useTranslation("canvas");
  const desk = useDesk();
  const { icon: Icon, keys, run, when } = actionNamed(id);
  const enabled = useBuilder(() => when === undefined || when(desk));
  const label = t(`actions.${id}` as "actions.undo");
  const chord = keys?.[0];
  return (
    <Tooltip label={chord === undefined ? label : `${label} · ${keyNames(chord, desk.locale).join(" ")}`}>
      <ActionIcon
        aria-label={label}
        aria-keyshortcuts={keys?.map((each) => ariaKeys(each)).join(" ")}
        aria-pressed={pressed}
        data-testid={id}
        disabled={!enabled}
        onClick={() => run(desk)}
      >
        {Icon !== undefined && <Icon size={16} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}
