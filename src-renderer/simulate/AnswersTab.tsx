import { Button, SegmentedControl, Textarea, TextInput, Tooltip } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { CircleDot } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ContentSource } from "../../src-shared/journey/content-source.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { CONTENT_MOCK } from "../../src-shared/simulate/scenario.ts";
import type { Mock } from "../../src-shared/simulate/scenario-schema.ts";
import { api } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { KindIcon } from "../ui/KindIcon.tsx";
import { useStable } from "../ui/use-stable.ts";
import { outsideOf, type Outside } from "./outside.ts";
import { withMock, type Plan } from "./plan.ts";
import css from "./simulate.module.css";

interface Props {
  plan: Plan;
  journey: Journey;
  /** Whom sources are asked for. */
  persona: Person;
  onChange: (plan: Plan) => void;
}

const STATUSES = ["accepted", "failed", "unknown"] as const;
/** Sources answer or they do not; nobody is left in doubt. */
const SOURCE_STATUSES = ["accepted", "failed"] as const;

/** What those outside answer in the simulation, which asks none of them. */
export function AnswersTab({ plan, journey, persona, onChange }: Props) {
  const { t } = useTranslation("simulate");
  const locale = useLocale();
  const all = outsideOf(journey, locale);
  return (
    <div className={css.tab} data-testid="answers">
      <p className={css.hint}>{t("outside.text")}</p>
      {all.length === 0 && <p className={css.hint}>{t("outside.none")}</p>}
      <ul className={css.plan}>
        {all.map((outside) => (
          <li key={outside.key} data-testid={`outside-${outside.key}`}>
            <OutsideAnswer
              outside={outside}
              mock={plan.mocks[outside.key]}
              ask={() => askSource(outside, plan, journey, persona)}
              onChange={(mock) => onChange(withMock(plan, outside.key, mock))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface AnswerProps {
  outside: Outside;
  mock: Mock | undefined;
  /** Asks the source itself, which is the one thing here that goes outside. */
  ask: () => Promise<Mock>;
  onChange: (mock: Mock | undefined) => void;
}

function OutsideAnswer({ outside: { name, kind, answers, key }, mock, ask, onChange }: AnswerProps) {
  const { t } = useTranslation("simulate");
  const recorded = useMutation({ mutationFn: ask });
  // The plan may change while the source is asked, and an answer that comes when nobody looks any more changes nothing.
  const record = useStable(onChange);
  const isSource = kind === "content";
  // A source without a sample has no answer; everybody else takes what they are given.
  const status = mock?.status ?? (isSource ? "failed" : "accepted");
  return (
    <div className={css.outside}>
      <b>
        {!isSource && <KindIcon kind={kind} group={undefined} />} {name}
      </b>
      <SegmentedControl
        size="xs"
        aria-label={t("outside.status", { name })}
        value={status}
        data={(isSource ? SOURCE_STATUSES : STATUSES).map((value) => ({
          value,
          label: t(`outside.${answers ? "answers" : "message"}.${value}`),
        }))}
        onChange={(value) =>
          onChange(
            value === "accepted"
              ? { status: "accepted", ...(answers ? { answer: {} } : {}) }
              : { status: value === "unknown" ? "unknown" : "failed", reason: "mocked" },
          )
        }
      />
      {isSource && (
        <div className={css.ask}>
          <Tooltip label={t("outside.askHint")} multiline w={260}>
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<CircleDot size={12} aria-hidden />}
              loading={recorded.isPending}
              onClick={() => recorded.mutate(undefined, { onSuccess: record })}
              aria-label={t("outside.askName", { name })}
            >
              {t("outside.ask")}
            </Button>
          </Tooltip>
          <small role="status">
            {recorded.isError && t("outside.notAsked")}
            {recorded.isSuccess &&
              t(`outside.recorded.${recorded.data.status === "accepted" ? "answer" : "none"}`)}
          </small>
        </div>
      )}
      {answers && status === "accepted" && (
        <JsonField
          // What was recorded takes the place of what was typed.
          key={recorded.status}
          label={t("outside.answer", { name })}
          value={mock?.status === "accepted" ? mock.answer : undefined}
          onChange={(answer) => onChange({ status: "accepted", answer })}
          testId={`answer-${key}`}
        />
      )}
      {mock !== undefined && mock.status !== "accepted" && (
        <TextInput
          size="xs"
          aria-label={t("outside.reason", { name })}
          placeholder={t("outside.reason", { name })}
          value={mock.reason === "mocked" ? "" : mock.reason}
          maxLength={200}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...mock, reason: value.trim() === "" ? "mocked" : value })
          }
        />
      )}
    </div>
  );
}

/** Asks the source of a journey what it would answer for a persona now. */
function askSource({ key }: Outside, plan: Plan, journey: Journey, person: Person): Promise<Mock> {
  const id = key.slice(CONTENT_MOCK.length);
  const source = ContentSource.parse((journey.settings.content ?? []).find((each) => each.id === id));
  const first = plan.events.find((event) => event.type === "track");
  const { locale, timeZone } = journey.settings;
  return api.journeys.askSource({
    source,
    person,
    entry: { name: first?.event ?? "", properties: first?.properties ?? {} },
    ...(locale === undefined ? {} : { locale }),
    ...(timeZone === undefined ? {} : { timeZone }),
  });
}

type Json = Extract<Mock, { status: "accepted" }>["answer"];

interface JsonProps {
  label: string;
  value: Json;
  onChange: (value: Json) => void;
  testId: string;
}

/** JSON to be typed: what is none yet stays in the field and changes nothing. */
function JsonField({ label, value, onChange, testId }: JsonProps) {
  const { t } = useTranslation("simulate");
  const [text, setText] = useState(() => (value === undefined ? "" : JSON.stringify(value, null, 2)));
  const [isJson, setIsJson] = useState(true);
  return (
    <Textarea
      aria-label={label}
      placeholder="{ }"
      autosize
      minRows={2}
      maxRows={12}
      spellCheck={false}
      classNames={{ input: css.code }}
      value={text}
      error={isJson ? undefined : t("notJson")}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        const read = readJson(currentTarget.value);
        setIsJson(read !== undefined);
        if (read !== undefined) onChange(read.value);
      }}
      data-testid={testId}
    />
  );
}

function readJson(text: string): { value: Json } | undefined {
  if (text.trim() === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}
