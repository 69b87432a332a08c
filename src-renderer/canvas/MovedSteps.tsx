import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LiveEditInput, PublishPlan } from "../../src-shared/api/shapes.ts";
import { KindIcon } from "../ui/KindIcon.tsx";
import styles from "./publish.module.css";

interface Props {
  version: PublishPlan["versions"][number];
  isMoving: boolean;
  targets: PublishPlan["targets"];
  map: LiveEditInput["map"];
  onMap: (from: string, to: string) => void;
}

/** Where people of one version stand, and, when they move, at which step of the new one they go on. */
export function MovedSteps({ version, isMoving, targets, map, onMap }: Props) {
  const { t } = useTranslation("canvas");
  return (
    <ul className={styles.steps}>
      {version.standing.map(({ node, name, kind, count, kept }) => {
        const to = map[node] ?? (kept ? node : "");
        return (
          <li key={node}>
            <KindIcon kind={kind} size={20} />
            <span className={styles.name}>{name}</span>
            <span className={styles.count}>{t("waiting.people", { count })}</span>
            {isMoving && (
              <NativeSelect
                aria-label={t("waiting.goesOnFrom", { name })}
                value={to}
                error={to === ""}
                onChange={(event) => onMap(node, event.currentTarget.value)}
                data={[
                  ...(kept ? [] : [{ value: "", label: t("waiting.choose") }]),
                  ...targets.map((target) => ({
                    value: target.node,
                    label: target.node === node ? t("waiting.same", { name: target.name }) : target.name,
                  })),
                ]}
                data-testid={`move-${node}`}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
