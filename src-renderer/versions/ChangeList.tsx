import { useTranslation } from "react-i18next";
import type { FieldChange, JourneyDiff, StepChange } from "../../src-shared/journey/diff.ts";
import type { Journey } from "../../src-shared/journey/schema.ts";
import type { FieldText } from "../../src-shared/nodes/define.ts";
import { kindOf } from "../../src-shared/nodes/registry.ts";
import type { Locale } from "../../src-shared/problems.ts";
import { describeDuration, parseDuration } from "../../src-shared/time/duration.ts";
import { useLocale } from "../app/i18n.ts";
import { portsShown, viewOf } from "../canvas/node-view.ts";
import { SETTINGS_TEXTS } from "../inspector/journey-form.ts";
import { changeBetween } from "../template/change.ts";
import { KindIcon } from "../ui/KindIcon.tsx";
import { labelOfPath } from "./field-label.ts";
import css from "./versions.module.css";

interface Props {
  before: Journey;
  after: Journey;
  diff: JourneyDiff;
  shown: string | undefined;
  onShow: (stepId: string) => void;
}

/** What changed, step by step and field by field. */
export function ChangeList({ before, after, diff, shown, onShow }: Props) {
  const { t } = useTranslation("versions");
  const locale = useLocale();
  return (
    <>
      {diff.journey.length > 0 && (
        <section className={css.change}>
          <h4>{t("journey")}</h4>
          <Fields fields={diff.journey} texts={{}} settings={SETTINGS_TEXTS[locale]} />
        </section>
      )}
      {diff.steps.map((step) => (
        <StepSection key={step.id} step={step} shown={step.id === shown} onShow={() => onShow(step.id)} />
      ))}
      {diff.ways.length > 0 && (
        <section className={css.change}>
          <h4>{t("ways")}</h4>
          <ul className={css.ways}>
            {diff.ways.map(({ change, way }) => {
              const journey = change === "removed" ? before : after;
              const from = journey.nodes.find(({ id }) => id === way.from);
              const to = journey.nodes.find(({ id }) => id === way.to);
              const port =
                from && portsShown(from, journey, locale).find(({ id }) => id === way.port)?.label[locale];
              return (
                <li key={`${change} ${way.from} ${way.port} ${way.to}`} data-mark={change}>
                  <span className="visually-hidden">{t(`marks.${change}`)}: </span>
                  {from ? viewOf(from, locale).title : way.from} · {port ?? way.port} →{" "}
                  {to ? viewOf(to, locale).title : way.to}
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}

function StepSection({ step, shown, onShow }: { step: StepChange; shown: boolean; onShow: () => void }) {
  const { t } = useTranslation("versions");
  const locale = useLocale();
  const { node, change, moved, fields } = step;
  const kind = kindOf(node.kind);
  return (
    <section className={css.change} data-shown={shown || undefined}>
      <button type="button" className={css.stepName} onClick={onShow}>
        <KindIcon kind={node.kind} {...(kind === undefined ? {} : { group: kind.group })} size={22} />
        <b>{viewOf(node, locale).title}</b>
        <span className={css.count} data-mark={change}>
          {t(`marks.${change}`)}
        </span>
        {moved && change !== "moved" && (
          <span className={css.count} data-mark="moved">
            {t("marks.moved")}
          </span>
        )}
      </button>
      <Fields fields={fields} texts={kind?.texts[locale].fields ?? {}} />
    </section>
  );
}

interface FieldsProps {
  fields: readonly FieldChange[];
  /** Texts of a kind's params. */
  texts: Record<string, FieldText>;
  /** Texts of the settings. */
  settings?: Record<string, FieldText>;
}

function Fields({ fields, texts, settings = {} }: FieldsProps) {
  const { t } = useTranslation("versions");
  return (
    <dl className={css.fields}>
      {fields.map((field) => {
        const own = t(`fields.${field.path.split(/[.[]/)[0] ?? ""}`, { defaultValue: "" });
        return (
          <div key={field.path}>
            <dt>{labelOfPath(field.path, texts, settings) ?? (own || field.path)}</dt>
            <dd>
              <Sides field={field} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Before and after; of two texts only what differs stands out. */
function Sides({ field }: { field: FieldChange }) {
  const { t } = useTranslation("versions");
  const locale = useLocale();
  const [before, after] = [shownValue(field.before, locale), shownValue(field.after, locale)];
  const change = before === undefined || after === undefined ? undefined : changeBetween(before, after);
  return (
    <>
      <del>
        {before === undefined ? (
          <i>{t("gone")}</i>
        ) : (
          <Part text={before} from={change?.from} to={change?.to} />
        )}
      </del>
      <ins>
        {after === undefined ? (
          <i>{t("gone")}</i>
        ) : (
          <Part
            text={after}
            from={change?.from}
            to={change === undefined ? undefined : change.from + change.insert.length}
          />
        )}
      </ins>
    </>
  );
}

function Part({ text, from, to }: { text: string; from: number | undefined; to: number | undefined }) {
  if (from === undefined || to === undefined || (from === 0 && to === text.length)) return text;
  return (
    <>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </>
  );
}

function shownValue(value: unknown, locale: Locale): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && /^-?P/.test(value) && parseDuration(value) !== undefined)
    return `${describeDuration(value.replace(/^-/, ""), locale)} (${value})`;
  return typeof value === "string" ? value : JSON.stringify(value, undefined, 1);
}
