import type { Variable } from "./vocabulary.ts";

/** Something that may be written where the cursor stands. */
export interface Suggestion {
  label: string;
  of: "variable" | "filter" | "tag" | "value";
  /** What takes the place of what is typed; `‸` is where the cursor goes. */
  insert: string;
  types?: readonly string[];
}

export interface Suggestions {
  /** How many characters before the cursor they take the place of. */
  typed: number;
  all: readonly Suggestion[];
}

/** What a completion looks things up in. */
export interface Words {
  variables: readonly Variable[];
  filters: readonly string[];
}

/** Where the cursor goes in what is inserted. */
export const CURSOR = "‸";

/** Tags that stand alone or open a block, with what is written for them. */
const TAGS: Readonly<Record<string, string>> = {
  if: `if ${CURSOR} %}{% endif %}`,
  unless: `unless ${CURSOR} %}{% endunless %}`,
  elsif: `elsif ${CURSOR} %}`,
  else: "else %}",
  case: `case ${CURSOR} %}{% endcase %}`,
  when: `when ${CURSOR} %}`,
  for: `for item in ${CURSOR} %}{% endfor %}`,
  assign: `assign ${CURSOR} %}`,
  capture: `capture ${CURSOR} %}{% endcapture %}`,
  comment: `comment %}${CURSOR}{% endcomment %}`,
  endif: "endif %}",
  endunless: "endunless %}",
  endcase: "endcase %}",
  endfor: "endfor %}",
  endcapture: "endcapture %}",
};

/**
 * What may follow in a template: names and filters in `{{ … }}`, tags and names in `{% … %}`, values data knows on the
 * right of a comparison. Outside of both, a whole `{{ … }}`, but only after `{` or when asked for.
 * @param before the text up to the cursor
 * @param after the text from the cursor on
 * @param asked whether somebody asked outright (Ctrl Space) rather than typed on
 */
export function suggestionsAt(
  before: string,
  after: string,
  words: Words,
  asked: boolean,
): Suggestions | undefined {
  const open = /(\{\{|\{%)-?((?:(?!\}\}|%\}|\{\{|\{%)[^])*)$/.exec(before);
  if (open === null) return outside(before, after, words, asked);
  const [, kind, inside = ""] = open;
  if (kind === "{%" && /^\s*\w*$/.test(inside)) return tags(inside, after);
  const value = /([A-Za-z_][\w.-]*)\s*(?:==|!=|contains)\s*(["']?)([^"'\s]*)$/.exec(inside);
  if (value !== null) return values(value, after, words);
  if (isQuoting(inside)) return undefined;
  const filter = /\|\s*(\w*)$/.exec(inside);
  if (filter !== null) {
    const typed = filter[1] ?? "";
    return { typed: typed.length, all: words.filters.map((name) => filterNamed(name)) };
  }
  const path = /(?:^|[\s:,(=<>])([A-Za-z_][\w.-]*)?$/.exec(inside);
  if (path === null) return undefined;
  const typed = path[1] ?? "";
  // A name that is complete wants to be followed by something else.
  if (
    typed === "" &&
    /[\w"'\])]\s+$/.test(inside) &&
    !/\b(?:and|or|in|case|if|elsif|unless|when)\s+$/.test(inside)
  )
    return undefined;
  const writes = kind === "{{" && /^\s*[\w.-]*$/.test(inside) && !/^[^}]*\|/.test(after);
  return {
    typed: typed.length,
    all: words.variables.map((each) =>
      suggestion(each, writes ? ending(each, inside, typed, after) : each.name),
    ),
  };
}

/** A name to be written, with its fallback when it may be missing, and what closes it. */
function ending({ name, mayBeMissing }: Variable, inside: string, typed: string, after: string): string {
  const space = inside === typed ? " " : "";
  const closed = /^[^{]*?\}\}/.test(after);
  const fallback = mayBeMissing ? ` | default: '${CURSOR}'` : "";
  const apart = after.startsWith("}}") || after.startsWith("-}}") ? " " : "";
  return `${space}${name}${fallback}${closed ? apart : " }}"}`;
}

function outside(
  before: string,
  after: string,
  { variables }: Words,
  asked: boolean,
): Suggestions | undefined {
  const brace = before.endsWith("{") ? 1 : 0;
  const word = brace === 1 ? "" : (/[\w.]*$/.exec(before)?.[0] ?? "");
  if (brace === 0 && !asked) return undefined;
  // The editor has closed the brace that was typed.
  const rest = brace === 1 && after.startsWith("}") ? "}" : "}}";
  return {
    typed: brace + word.length,
    all: variables.map((each) =>
      suggestion(each, `{{ ${each.name}${each.mayBeMissing ? ` | default: '${CURSOR}'` : ""} ${rest}`),
    ),
  };
}

function tags(inside: string, after: string): Suggestions {
  const typed = inside.trimStart();
  const closed = /^\s*%\}/.test(after);
  return {
    typed: typed.length,
    all: Object.entries(TAGS).map(([label, insert]) => ({
      label,
      of: "tag",
      insert: `${inside === "" ? " " : ""}${closed ? (insert.split(" %}")[0] ?? label) : insert}`,
    })),
  };
}

function values([, name = "", quote = "", typed = ""]: RegExpExecArray, after: string, { variables }: Words) {
  const known = variables.find((each) => each.name === name)?.values ?? [];
  if (known.length === 0) return undefined;
  // The opening quote stays; the closing one may be there already.
  const close = quote !== "" && after.startsWith(quote) ? "" : quote;
  return {
    typed: typed.length,
    all: known.map((value): Suggestion => {
      const text = String(value);
      const insert = quote !== "" ? `${text}${close}` : typeof value === "string" ? `'${text}'` : text;
      return { label: text, of: "value", insert };
    }),
  };
}

function suggestion({ name, types }: Variable, insert: string): Suggestion {
  return { label: name, of: "variable", insert, types };
}

/** Filters that are nothing without an argument come with a place for it. */
const WITH_TEXT: readonly string[] = [
  "append",
  "prepend",
  "default",
  "date",
  "join",
  "split",
  "remove",
  "truncate",
  "replace",
];
const WITH_NUMBER: readonly string[] = [
  "plus",
  "minus",
  "times",
  "divided_by",
  "modulo",
  "at_least",
  "at_most",
  "slice",
];

function filterNamed(label: string): Suggestion {
  const insert = WITH_TEXT.includes(label) && label !== "truncate" ? `${label}: '${CURSOR}'` : label;
  return {
    label,
    of: "filter",
    insert: WITH_NUMBER.includes(label) || label === "truncate" ? `${label}: ${CURSOR}` : insert,
  };
}

/** Whether the cursor stands in a text of its own. */
function isQuoting(inside: string): boolean {
  let mark = "";
  for (const sign of inside) {
    if (mark === "" && (sign === "'" || sign === '"')) mark = sign;
    else if (sign === mark) mark = "";
  }
  return mark !== "";
}
