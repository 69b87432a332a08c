import { journeyOf, readFragment } from "./fragment.ts";

// The first module of the page: where the address names a journey, the canvas is fetched while the window is put up.
// The window says what cannot be had.
if (journeyOf(readFragment(location.hash).at) !== undefined)
  import("./canvas/BuilderPage.tsx").catch(() => undefined);
