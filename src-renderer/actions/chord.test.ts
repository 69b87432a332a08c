import { describe, expect, test } from "vitest";
import { ariaKeys, isPressed, keyNames } from "./chord.ts";

const pressed = (key: string, held: string[] = []) => ({
  key,
  ctrlKey: held.includes("ctrl"),
  metaKey: held.includes("meta"),
  altKey: held.includes("alt"),
  shiftKey: held.includes("shift"),
});

describe("keys", () => {
  test("mean what was pressed, no more and no less", () => {
    expect(isPressed("Mod+Z", pressed("z", ["ctrl"]), false)).toBe(true);
    expect(isPressed("Mod+Z", pressed("Z", ["ctrl", "shift"]), false)).toBe(false);
    expect(isPressed("Mod+Shift+Z", pressed("Z", ["ctrl", "shift"]), false)).toBe(true);
    expect(isPressed("A", pressed("a", ["ctrl"]), false)).toBe(false);
    expect(isPressed("Mod+Z", pressed("z", ["ctrl", "alt"]), false)).toBe(false);
  });

  test("follow the machine: Ctrl here is Command on a Mac", () => {
    expect(isPressed("Mod+K", pressed("k", ["meta"]), true)).toBe(true);
    expect(isPressed("Mod+K", pressed("k", ["ctrl"]), true)).toBe(false);
    expect(keyNames("Mod+Shift+Z", "en", true)).toEqual(["⌘", "⇧", "Z"]);
    expect(ariaKeys("Mod+Z", true)).toBe("Meta+Z");
  });

  test("symbols are found wherever the layout keeps them", () => {
    expect(isPressed("/", pressed("/", ["shift"]), false)).toBe(true);
    expect(isPressed("/", pressed("/"), false)).toBe(true);
    expect(isPressed("Mod++", pressed("+", ["ctrl", "shift"]), false)).toBe(true);
    expect(keyNames("Mod++", "en", false)).toEqual(["Ctrl", "+"]);
  });

  test("are named as the keyboard of the reader names them", () => {
    expect(keyNames("Shift+Delete", "fr", false)).toEqual(["Maj", "Suppr"]);
    expect(keyNames("Alt+ArrowUp", "en", false)).toEqual(["Alt", "↑"]);
  });
});
