import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PickList } from "../actions/PickList.tsx";
import { searched } from "../actions/search-text.ts";
import { KindIcon } from "../ui/KindIcon.tsx";
import { useDesk } from "./desk.ts";
import { connectPort, refusalOf } from "./edits.ts";
import { Floating } from "./Floating.tsx";
import { portsShown, viewOf } from "./node-view.ts";
import { useBuilder } from "./store.ts";

/** More than these are found by typing. */
const most = 60;

/** Leads a way out of a step somewhere, by keyboard: which way, then to which step. */
export function ConnectTo({ from }: { from: string }) {
  const { t } = useTranslation("canvas");
  const { store, view, locale } = useDesk();
  const journey = useBuilder((state) => state.journey);
  const node = journey.nodes.find(({ id }) => id === from);
  const ports = node === undefined ? [] : portsShown(node, journey, locale);
  const [chosen, setChosen] = useState(ports.length === 1 ? ports[0]?.id : undefined);
  const [at] = useState(() => {
    const box = view.boxOf(from);
    return box === undefined ? view.pointer() : view.toScreen({ x: box.x, y: box.y + box.height + 10 });
  });
  const close = () => {
    store.getState().open(undefined);
    view.focus(from);
  };
  if (node === undefined) return null;
  const port = ports.find(({ id }) => id === chosen);
  const nameOf = (id: string) => {
    const target = journey.nodes.find((each) => each.id === id);
    return target === undefined ? id : viewOf(target, locale).title;
  };
  const label =
    port === undefined
      ? t("connect.which", { name: viewOf(node, locale).title })
      : t("connect.where", { port: port.label[locale], name: viewOf(node, locale).title });
  return (
    <Floating at={at} label={label} testId="connect-to" onClose={close}>
      {port === undefined ? (
        <PickList
          key="port"
          label={label}
          placeholder={t("connect.port")}
          nothing={t("connect.noPort")}
          find={(wanted) =>
            searched(ports, (each) => each.label[locale], wanted).map((each) => {
              const edge = journey.edges.find((one) => one.from === from && one.port === each.id);
              return {
                id: each.id,
                text: each.label[locale],
                detail:
                  edge === undefined ? t("connect.free") : t("connect.leads", { name: nameOf(edge.to) }),
              };
            })
          }
          onPick={setChosen}
          onClose={close}
          hint={label}
        />
      ) : (
        <PickList
          key="target"
          label={label}
          placeholder={t("connect.target")}
          nothing={t("find.nothing")}
          find={(wanted) =>
            searched(
              journey.nodes.filter(({ id }) => refusalOf(journey, from, id) === undefined),
              (each) => `${viewOf(each, locale).title} ${viewOf(each, locale).kindName} ${each.id}`,
              wanted,
            )
              .slice(0, most)
              .map((each) => ({
                id: each.id,
                text: viewOf(each, locale).title,
                detail: viewOf(each, locale).summary || viewOf(each, locale).kindName,
                icon: <KindIcon kind={each.kind} group={viewOf(each, locale).kind?.group} size={22} />,
              }))
          }
          onPick={(to) => {
            const { run, say } = store.getState();
            run(connectPort(journey, { from, port: port.id, to }));
            say(t("said.connected", { from: nameOf(from), to: nameOf(to) }));
            close();
          }}
          onClose={close}
          hint={label}
        />
      )}
    </Floating>
  );
}
