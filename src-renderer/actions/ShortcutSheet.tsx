import "./texts.ts";
import "./actions.css";
import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLocale } from "../app/i18n.ts";
import type { Action } from "./action.ts";
import { keyNames } from "./chord.ts";
import { Keys } from "./Keys.tsx";

interface Props<D> {
  actions: readonly Action<D>[];
  textOf: (action: Action<D>) => string;
  groupOf: (group: string) => string;
  /** What the mouse does, where a sentence says it better than keys. */
  mouse: readonly { text: string; by: string }[];
  mouseTitle: string;
  onClose: () => void;
}

/** Every action that has keys, by group; made from the same list that the keys read. */
export function ShortcutSheet<D>({ actions, textOf, groupOf, mouse, mouseTitle, onClose }: Props<D>) {
  const { t } = useTranslation("actions");
  const locale = useLocale();
  const withKeys = actions.filter(({ keys = [] }) => keys.length > 0);
  const groups = [...new Set(withKeys.map(({ group }) => group))];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("sheet")}
      size="xl"
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div className="sheet" data-testid="shortcut-sheet">
        {groups.map((group) => (
          <section key={group}>
            <h3>{groupOf(group)}</h3>
            <dl>
              {withKeys
                .filter((action) => action.group === group)
                .map((action) => (
                  <div key={action.id}>
                    <dt>{textOf(action)}</dt>
                    <dd>
                      {action.keys?.map((chord) => (
                        <span key={chord}>
                          <span className="visually-hidden">{keyNames(chord, locale).join(" ")}</span>
                          <Keys chord={chord} />
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{mouseTitle}</h3>
          <dl>
            {mouse.map(({ text, by }) => (
              <div key={text}>
                <dt>{text}</dt>
                <dd className="sheet-by">{by}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}
