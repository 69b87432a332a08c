import { ActionIcon, Button, Input } from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { describeProblem } from "../../src-shared/problems.ts";
import { useLocale } from "../app/i18n.ts";
import { JsonInput } from "./fields/JsonInput.tsx";
import { isWithin, useForm } from "./form-context.ts";

interface Props {
  /** The setting that holds the list. */
  list: string;
  label: string;
  help: string;
  schema: z.ZodType;
  fresh: (taken: number) => Record<string, unknown>;
}

/** A list whose items are written as JSON, each checked against its schema before it is taken over. */
export function JsonRows({ list, label, help, schema, fresh }: Props) {
  const { t } = useTranslation("inspector");
  const locale = useLocale();
  const form = useForm();
  const value = form.valueAt([list]);
  const items: unknown[] = Array.isArray(value) ? value : [];
  const put = (next: unknown[]) => form.set([list], next.length === 0 ? undefined : next);
  return (
    <div className="field" data-path={`settings.${list}`} role="group" aria-label={label}>
      <Input.Label size="xs" labelElement="div">
        {label}
      </Input.Label>
      <Input.Description size="xs">{help}</Input.Description>
      {items.map((item, index) => {
        const problems = form.problems.filter(({ path }) => isWithin(path, `${list}[${index}]`));
        return (
          <div key={index} className="json-row">
            <JsonInput
              label={`${label} ${index + 1}`}
              value={item}
              refuse={(input) => {
                const read = schema.safeParse(input);
                const issue = read.error?.issues[0];
                return issue === undefined
                  ? undefined
                  : `${issue.path.map(String).join(".")}: ${issue.message}`;
              }}
              onChange={(next) =>
                put(next === undefined ? items.filter((_, at) => at !== index) : items.with(index, next))
              }
            />
            <ActionIcon
              size={22}
              aria-label={`${t("list.remove")}: ${label} ${index + 1}`}
              onClick={() => put(items.filter((_, at) => at !== index))}
            >
              <Trash2 size={13} aria-hidden />
            </ActionIcon>
            {problems.map(({ problem }, nth) => (
              <Input.Error key={nth} size="xs">
                {describeProblem(problem, locale).message}
              </Input.Error>
            ))}
          </div>
        );
      })}
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<Plus size={13} aria-hidden />}
        onClick={() => put([...items, fresh(items.length)])}
      >
        {t("list.add")}
        <span className="visually-hidden"> {label}</span>
      </Button>
    </div>
  );
}
