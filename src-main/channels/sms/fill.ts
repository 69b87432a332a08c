/** What stands for `{name}` in addresses and fields. */
export type SmsValues = Record<"to" | "digits" | "from" | "text" | "id" | "user", string>;

/**
 * Puts values in the place of `{to}` and its like, once: braces in a value stay what they are.
 * @param encode how a value is written there
 */
export function fill(
  template: string,
  values: SmsValues,
  encode: (value: string) => string = (value) => value,
): string {
  return template.replace(/\{(to|digits|from|text|id|user)\}/g, (_whole, name: keyof SmsValues) =>
    encode(values[name]),
  );
}

/** Fields with their values, still by dotted name. Values never become structure: they are filled in before encoding. */
export function buildFields(fields: Readonly<Record<string, string>>, values: SmsValues): [string, string][] {
  return Object.entries(fields).map(([name, template]) => [name, fill(template, values)]);
}

/** The body as a form (WHATWG URL, application/x-www-form-urlencoded) or as JSON, where dots lead into objects and lists. */
export function encodeBody(encoding: "form" | "json", fields: readonly [string, string][]): string {
  if (encoding === "form") return new URLSearchParams([...fields]).toString();
  return JSON.stringify(
    fields.reduce<unknown>((body, [name, value]) => put(body, name.split("."), value), {}),
  );
}

function put(inside: unknown, [key = "", ...rest]: string[], value: string): unknown {
  const next = (before: unknown): unknown => (rest.length === 0 ? value : put(before, rest, value));
  if (/^\d{1,3}$/.test(key)) {
    const list: unknown[] = Array.isArray(inside) ? [...(inside as unknown[])] : [];
    list[Number(key)] = next(list[Number(key)]);
    return Array.from(list, (item) => item ?? null);
  }
  const before = new Map(typeof inside === "object" && inside !== null ? Object.entries(inside) : []);
  before.set(key, next(before.get(key)));
  return Object.fromEntries(before);
}
