/** A place inside a JSON value: keys of objects and indexes of arrays. */
export type Place = readonly (string | number)[];

type Container = Record<string, unknown> | unknown[];

/** What stands at a place; undefined where nothing does. */
export function valueAt(root: unknown, place: Place): unknown {
  let value = root;
  for (const key of place) {
    if (!isContainer(value) || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/**
 * The value with one place changed, everything beside it shared with the old one. `undefined` takes the key or list
 * item away. Missing objects on the way are made; something else on the way gives way to an object.
 */
export function withValueAt(root: unknown, place: Place, value: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return value;
  const container: Container = isContainer(root) ? root : {};
  if (Array.isArray(container)) return withItem(container, Number(key), rest, value);
  const { [key]: old, ...others } = container;
  if (rest.length === 0 && value === undefined) return others;
  return { ...container, [key]: withValueAt(old, rest, value) };
}

/**
 * How to bring back what a change at `place` is about to change: the smallest place that then holds its old value
 * again, ancestors made on the way and shifted list items included.
 */
export function restorePlace(root: unknown, place: Place, value: unknown): { place: Place; value: unknown } {
  let here = root;
  for (const [depth, key] of place.entries()) {
    const missing = !isContainer(here) || !Object.hasOwn(here, key);
    const shifts = Array.isArray(here) && (missing || (depth === place.length - 1 && value === undefined));
    if (!isContainer(here) || shifts) return { place: place.slice(0, depth), value: here };
    if (missing) return { place: place.slice(0, depth + 1), value: undefined };
    here = (here as Record<string | number, unknown>)[key];
  }
  return { place, value: here };
}

function withItem(list: unknown[], index: number, rest: Place, value: unknown): unknown[] {
  if (rest.length === 0 && value === undefined) return list.filter((_, at) => at !== index);
  const changed = [...list];
  // A hole would become null in the file: what lies beyond the end is put at the end.
  const at = Number.isInteger(index) && index >= 0 && index < list.length ? index : list.length;
  changed[at] = withValueAt(list[at], rest, value);
  return changed;
}

function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null;
}
