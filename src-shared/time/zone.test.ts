import { describe, expect, it } from "vitest";
import { isTimeZone, resolveZone } from "./zone.ts";

describe("isTimeZone", () => {
  it.each(["Europe/Paris", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "europe/paris"])(
    "knows %s",
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );
  it.each(["Europe/Atlantis", "+02:00", "", "Paris", "Europe/Paris ", "__proto__"])(
    "does not know %j",
    (name) => {
      expect(isTimeZone(name)).toBe(false);
      expect(isTimeZone(name)).toBe(false);
    },
  );
});

describe("resolveZone", () => {
  it("takes the first known zone and names the unknown ones before it", () => {
    expect(resolveZone([undefined, "Mars/Olympus", "Europe/Paris", "Nowhere"])).toEqual({
      zone: "Europe/Paris",
      unknown: ["Mars/Olympus"],
    });
  });
  it("passes over empty candidates and ends at UTC with the reason", () => {
    expect(resolveZone(["", undefined, "Nowhere"])).toEqual({ zone: "UTC", unknown: ["Nowhere"] });
  });
});
