import type { Command } from "../../journey/commands.ts";
import type { JourneyEdge } from "../../journey/schema.ts";
import type { Place } from "../../journey/place.ts";
import type { Fix, Problem } from "../../problem.ts";

/** A problem with the edit that mends it. */
export function mended(found: Problem, fix: Fix | undefined): Problem {
  return fix === undefined ? found : { ...found, fix };
}

/** Marks an edit that changes nothing for anybody who was served right before. */
export function safely(fix: Fix): Fix {
  return { ...fix, safe: true };
}

/** Takes a connection away; the index tells apart those that are alike. */
export function cutConnection(edge: JourneyEdge, index: number): Fix {
  const { from, port, to } = edge;
  return {
    label: { en: "Remove the connection", fr: "Retirer la liaison" },
    command: { do: "disconnect", edges: [{ from, port, to, index }] },
  };
}

/** Takes a step away with its connections. */
export function removeStep(id: string): Fix {
  return {
    label: { en: "Remove the step", fr: "Retirer l’étape" },
    command: { do: "remove", ids: [id] },
  };
}

/** Takes one way out of a step away, with what leads on from it. `path` is that of something inside the list's item. */
export function removeWay(node: string, path: string, cut: readonly JourneyEdge[]): Fix {
  const place = placeOf(path);
  const item = place.findLastIndex((key) => typeof key === "number");
  const commands: Command[] = [
    { do: "disconnect", edges: cut.map(({ from, port, to }) => ({ from, port, to })) },
    { do: "set-params", node, place: place.slice(0, item + 1), value: undefined },
  ];
  return {
    label: { en: "Remove this way out", fr: "Retirer cette sortie" },
    command: { do: "batch", commands },
  };
}

/** Writes something else where a path of the document leads, in a step's params or in the settings. */
export function writeAt(
  at: { path: string; nodeId?: string | undefined },
  value: unknown,
  label: Fix["label"],
): Fix {
  if (at.nodeId === undefined) return { label, command: { do: "set-field", place: placeOf(at.path), value } };
  const within = at.path.slice(at.path.indexOf(".params.") + ".params.".length);
  return { label, command: { do: "set-params", node: at.nodeId, place: placeOf(within), value } };
}

/** Sets one of a step's params. */
export function setParam(node: string, place: Place, value: unknown, label: Fix["label"]): Fix {
  return { label, command: { do: "set-params", node, place, value } };
}

/** Takes one rule out of a list in the settings, such as `exitWhen` and `goals`. */
export function removeRule(list: string, index: number): Fix {
  return {
    label: { en: "Remove it", fr: "Le retirer" },
    command: { do: "set-field", place: ["settings", list, index], value: undefined },
  };
}

/** Sets a field of the settings. */
export function setSetting(name: string, value: unknown, label: Fix["label"]): Fix {
  return { label, command: { do: "set-field", place: ["settings", name], value } };
}

/** The place a problem's path names: `arms[0].when` is `["arms", 0, "when"]`. */
export function placeOf(path: string): Place {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) =>
    index === undefined ? (key ?? "") : Number(index),
  );
}
