import { expect, it } from "vitest";
import { PLACE, placeOf, withPlace, type EmailPlace } from "./email-place.ts";

const email = (middle: string) =>
  `<html><head><style>p{margin:0}</style></head><body><h1>Hi</h1><!-- <b> --><p class="a>b">${middle}</p><p>End</p></body></html>`;

/** The start of the element that is marked after these renders, one after the other. */
function markedAfter(...renders: string[]): string | undefined {
  const place = renders.reduce<EmailPlace | undefined>(placeOf, undefined);
  return place === undefined ? undefined : /<[^<]* id="parcours-place" [^<]*/.exec(withPlace(place))?.[0];
}

it("marks nothing before there was a change", () => {
  expect(withPlace(placeOf(undefined, email("one")))).toBe(email("one"));
});

it("marks the element in which the text changed, past comments and styles, and keeps it while nothing else changes", () => {
  const marked = `<p id="${PLACE}"  class="a>b">one two`;
  expect(markedAfter(email("one"), email("one two"))).toBe(marked);
  expect(markedAfter(email("one"), email("one two"), email("one two"))).toBe(marked);
  expect(markedAfter(email("one two three"), email("one two"))).toBe(marked);
});

it("marks an element whose attribute changed", () => {
  expect(markedAfter(email("one"), email("one").replace("a>b", "a>c"))).toContain('class="a>c"');
});

it("leaves names of elements alone and marks what is before them", () => {
  const named = (text: string) => `<h1>Hi</h1><p id="own">${text}</p>`;
  expect(markedAfter(named("one"), named("two"))).toBe(`<h1 id="${PLACE}" >Hi`);
});

it("marks nothing that could take the focus from whoever writes, but what is before it", () => {
  const link = (text: string) => `<p>Hi</p><a href="https://example.com">${text}</a>`;
  expect(markedAfter(link("one"), link("two"))).toBe(`<p id="${PLACE}" >Hi`);
  const reached = (text: string) => `<p>Hi</p><td tabindex="0">${text}</td>`;
  expect(markedAfter(reached("one"), reached("two"))).toBe(`<p id="${PLACE}" >Hi`);
});

it("marks nothing when a change lies before everything that is drawn", () => {
  expect(markedAfter(email("one"), `<!doctype html>${email("one")}`)).toBeUndefined();
});

it("marks an email without a body", () => {
  expect(markedAfter("<p>a</p><p>b</p>", "<p>a</p><p>c</p>")).toBe(`<p id="${PLACE}" >c`);
});
