import type { Person } from "../../src-shared/person/person.ts";

/** How a person is called on screen: the name in her traits, else her address, else her id. */
export function personName(person: Person): string {
  const trait = (name: string) => {
    const value = person.traits[name];
    return typeof value === "string" ? value.trim() : "";
  };
  const full = [trait("firstName"), trait("lastName")].filter((part) => part !== "").join(" ");
  return full || trait("name") || person.email || person.id;
}

/** Up to two letters for the round picture of somebody without one. */
export function initials(name: string): string {
  const words = name.split(/[\s@._-]+/).filter((word) => word !== "");
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("").toUpperCase();
}
