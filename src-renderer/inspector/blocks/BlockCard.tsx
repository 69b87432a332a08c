import { ActionIcon, Input, NumberInput } from "@mantine/core";
import { AlignCenter, AlignLeft, AlignRight, ArrowDown, ArrowUp, Copy, Trash2 } from "lucide-react";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  attributeOf,
  textOf,
  withAttribute,
  withText,
  type Block,
  type BlockPlace,
} from "../../../src-shared/email/blocks.ts";
import type { Problem } from "../../../src-shared/problems.ts";
import { TemplateBox, useTemplateHandle, type EditorHandle } from "../fields/TemplateBox.tsx";

interface Props {
  name: string;
  place: BlockPlace;
  block: Block;
  /** The whole email in MJML. */
  source: string;
  lang: string | undefined;
  problems: readonly Problem[];
  handle: EditorHandle;
  isFirst: boolean;
  isLast: boolean;
  onChange: (source: string, merge: boolean | string) => void;
  onMove: (by: 1 | -1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
  onSource: () => void;
}

const ALIGNS = [
  ["left", AlignLeft],
  ["center", AlignCenter],
  ["right", AlignRight],
] as const;
/** A text at least so large is a heading (px). */
const HEADING_PX = 20;

/** What a block is to its reader: a large text is a heading. */
export function kindOfBlock(source: string, block: Block) {
  const isLarge = Number.parseFloat(attributeOf(source, block, "font-size") ?? "") >= HEADING_PX;
  return block.shows === "text" && isLarge ? "heading" : block.shows;
}

/** One block of an email with its fields. */
export function BlockCard(props: Props) {
  const { name, place, block, source, isFirst, isLast, onChange } = props;
  const { t } = useTranslation("blocks");
  const align = attributeOf(source, block, "align");
  const part = `${place.column}.${place.index}`;
  const put = (attribute: string, value: string, isTyped: boolean) =>
    onChange(
      withAttribute(
        source,
        block,
        attribute,
        value === "" && !NEEDED.includes(attribute) ? undefined : value,
      ),
      isTyped && `${part} ${attribute}`,
    );
  const template = (label: string, attribute: string) => (
    <TemplateLine
      {...props}
      label={label}
      long={false}
      value={attributeOf(source, block, attribute) ?? ""}
      onWrite={(value, isTyped) => put(attribute, value, isTyped)}
    />
  );
  const text = (label: string, long: boolean) => (
    <TemplateLine
      {...props}
      label={label}
      long={long}
      value={textOf(source, block)}
      onWrite={(value, isTyped) => onChange(withText(source, block, value), isTyped && `${part} text`)}
    />
  );
  return (
    <section className="list-item block" aria-label={name} data-block={part} data-testid={`block-${part}`}>
      <header>
        <span className="block-kind">{t(`kinds.${kindOfBlock(source, block)}`)}</span>
        {ALIGNED.includes(block.shows) && (
          <span role="group" aria-label={`${t("align")}: ${name}`}>
            {ALIGNS.map(([where, Icon]) => (
              <ActionIcon
                key={where}
                size={22}
                title={t(`aligns.${where}`)}
                aria-label={t(`aligns.${where}`)}
                aria-pressed={align === where}
                onClick={() => put("align", align === where ? "" : where, false)}
              >
                <Icon size={13} aria-hidden />
              </ActionIcon>
            ))}
          </span>
        )}
        <CardButton
          {...props}
          label={t("up")}
          control="up"
          disabled={isFirst}
          onClick={() => props.onMove(-1)}
        >
          <ArrowUp size={13} aria-hidden />
        </CardButton>
        <CardButton
          {...props}
          label={t("down")}
          control="down"
          disabled={isLast}
          onClick={() => props.onMove(1)}
        >
          <ArrowDown size={13} aria-hidden />
        </CardButton>
        <CardButton {...props} label={t("duplicate")} control="copy" onClick={props.onDuplicate}>
          <Copy size={13} aria-hidden />
        </CardButton>
        <CardButton {...props} label={t("remove")} control="remove" onClick={props.onRemove}>
          <Trash2 size={13} aria-hidden />
        </CardButton>
      </header>
      {block.shows === "text" && text("", true)}
      {block.shows === "button" && (
        <>
          {text(t("label"), false)}
          {template(t("link"), "href")}
        </>
      )}
      {block.shows === "image" && (
        <>
          {template(t("source"), "src")}
          {template(t("alt"), "alt")}
          {template(t("imageLink"), "href")}
        </>
      )}
      {block.shows === "divider" && <hr />}
      {block.shows === "spacer" && (
        <NumberInput
          label={t("height")}
          value={Number.parseFloat(attributeOf(source, block, "height") ?? "20")}
          min={1}
          max={400}
          onChange={(value) => {
            if (typeof value === "number") put("height", `${value}px`, true);
          }}
        />
      )}
      {block.shows === "other" && (
        <>
          <code className="block-source">{source.slice(block.from, block.to)}</code>
          <button type="button" className="block-open" onClick={props.onSource}>
            {t("asSource")}
          </button>
        </>
      )}
    </section>
  );
}

/** Kinds that say where in their column they stand. */
const ALIGNED: readonly Block["shows"][] = ["text", "button", "image"];
/** Attributes that stay when they are empty. */
const NEEDED: readonly string[] = ["src", "alt"];

interface ButtonProps extends Pick<Props, "name"> {
  label: string;
  control: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function CardButton({ name, label, control, disabled = false, onClick, children }: ButtonProps) {
  return (
    <ActionIcon
      size={22}
      title={label}
      aria-label={`${label}: ${name}`}
      data-control={control}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

interface LineProps extends Pick<Props, "name" | "lang" | "problems" | "handle"> {
  label: string;
  long: boolean;
  value: string;
  onWrite: (value: string, isTyped: boolean) => void;
}

/** One text of a block, with variables as in every other text. */
function TemplateLine({ name, lang, problems, handle, label, long, value, onWrite }: LineProps) {
  const id = useId();
  const own = useTemplateHandle();
  const here = problems.filter(({ args }) => {
    const variable = args?.["variable"];
    return typeof variable === "string" && value.includes(variable);
  });
  return (
    <div onFocusCapture={() => handle.set(own.get())}>
      <Input.Label
        id={id}
        size="xs"
        labelElement="div"
        className={label === "" ? "visually-hidden" : undefined}
        onClick={() => own.get()?.focus()}
      >
        {label} <span className="visually-hidden">{name}</span>
      </Input.Label>
      <TemplateBox
        id={`${id}-input`}
        labelledBy={id}
        value={value}
        format="text"
        long={long}
        placeholder={undefined}
        lang={lang}
        problems={here}
        handle={own}
        onChange={onWrite}
      />
    </div>
  );
}
