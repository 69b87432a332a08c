import { Button, Group, Modal, SegmentedControl, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LiveEditInput, PublishPlan } from "../../src-shared/api/shapes.ts";
import { WAITING_CHOICES, type WaitingChoice } from "../../src-shared/engine/live-edit.ts";
import type { Problem } from "../../src-shared/problems.ts";
import { orpc } from "../app/api.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { ProblemList } from "../ui/ProblemList.tsx";
import { MovedSteps } from "./MovedSteps.tsx";
import styles from "./publish.module.css";

interface Props {
  id: string;
  publishing: boolean;
  onPublish: (input: LiveEditInput) => void;
  onClose: () => void;
}

/** Shows what publishing does to people on older versions, with counts, before it happens (domain.md, Versions). */
export function PublishDialog({ id, publishing, onPublish, onClose }: Props) {
  const { t } = useTranslation("canvas");
  const app = useTranslation("app").t;
  const [input, setInput] = useState<LiveEditInput>({ waiting: "finish", perVersion: {}, map: {} });
  const planned = useQuery(
    orpc.journeys.planPublish.queryOptions({
      input: { id, ...input },
      // The dialog must not collapse while the plan is made anew for another choice.
      placeholderData: (before: PublishPlan | undefined) => before,
    }),
  );
  const plan = planned.data;
  const choose = (number: number, choice: WaitingChoice): void =>
    setInput({ ...input, perVersion: { ...input.perVersion, [number]: choice } });
  const mapStep = (from: string, to: string): void => {
    const { [from]: _before, ...others } = input.map;
    setInput({ ...input, map: to === "" || to === from ? others : { ...others, [from]: to } });
  };
  const ready = plan !== undefined && !planned.isPlaceholderData && plan.problems.length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        plan === undefined
          ? t("publish")
          : t(plan.isNew ? "waiting.title" : "waiting.again", { version: plan.version })
      }
      closeButtonProps={{ "aria-label": app("close") }}
      data-testid="publish-dialog"
    >
      {planned.isError && <ErrorState error={planned.error} onRetry={() => void planned.refetch()} />}
      {planned.isPending && <LoadingState />}
      {plan !== undefined && (
        <>
          <Text size="sm">
            {t("waiting.intro", { count: sum(plan.versions.map(({ people }) => people)) })}
          </Text>
          {plan.versions.map((version) => {
            const choice = input.perVersion[version.number] ?? input.waiting;
            return (
              <section
                key={version.number}
                className={styles.version}
                data-testid={`waiting-${version.number}`}
              >
                <div className={styles.head}>
                  <h3>
                    {t("waiting.version", { number: version.number })}
                    <small>{t("waiting.people", { count: version.people })}</small>
                  </h3>
                  <SegmentedControl
                    aria-label={t("waiting.choice", { number: version.number })}
                    value={choice}
                    data={WAITING_CHOICES.map((value) => ({ value, label: t(`waiting.${value}`) }))}
                    onChange={(value) => choose(version.number, value as WaitingChoice)}
                  />
                </div>
                <Text size="xs" c="dimmed">
                  {t(`waiting.meaning.${choice}`)}
                </Text>
                <MovedSteps
                  version={version}
                  isMoving={choice === "move"}
                  targets={plan.targets}
                  map={input.map}
                  onMap={mapStep}
                />
              </section>
            );
          })}
          {plan.problems.length > 0 && (
            <div className={styles.problems} role="status">
              <Text size="sm" fw={600}>
                {t("waiting.cannot")}
              </Text>
              <ProblemList problems={withNames(plan)} />
            </div>
          )}
          <Group justify="space-between" mt="md" gap={8}>
            <Text size="xs" c="dimmed" aria-live="polite" data-testid="waiting-sum">
              {t("waiting.sum", countsOf(plan))}
            </Text>
            <Group gap={8}>
              <Button variant="default" onClick={onClose}>
                {app("cancel")}
              </Button>
              <Button
                disabled={!ready}
                loading={publishing}
                onClick={() => onPublish(input)}
                data-testid="publish-confirm"
              >
                {t("publish")}
              </Button>
            </Group>
          </Group>
        </>
      )}
    </Modal>
  );
}

/** Problems name steps by id; people know them by name. */
function withNames({ versions, problems }: PublishPlan): Problem[] {
  const names = new Map(versions.flatMap(({ standing }) => standing.map(({ node, name }) => [node, name])));
  return problems.map(({ args = {}, ...rest }) => ({
    ...rest,
    args: {
      ...args,
      ...(args["node"] === undefined ? {} : { node: names.get(String(args["node"])) ?? args["node"] }),
    },
  })) as Problem[];
}

function countsOf({ versions }: PublishPlan): Record<"keep" | "move" | "end", number> {
  const count = (part: "keep" | "move" | "end") =>
    sum(versions.flatMap((version) => version[part].map((row) => row.count)));
  return { keep: count("keep"), move: count("move"), end: count("end") };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
