const DAY_MS = 86_400_000;
/** What an instant is set to by hand is rounded to the smallest of these that still is a visible move, ms. */
const STEPS = [1_000, 60_000, 300_000, 900_000, 3_600_000, 86_400_000];

/**
 * Where instants lie on the timeline, in places of equal width: a moment has one whatever lies between it and the next,
 * so that a second and a month can both be looked at. Between two moments instants are spread evenly.
 */
export interface TimelineScale {
  /** How many places there are. */
  places: number;
  /** Which place a moment of the walk has. @param index of the moment */
  placeOf(index: number): number;
  /** How far from the left an instant lies, in places; the middle of the first is 0.5. */
  from(at: number): number;
  /** The instant (epoch ms) so many places from the left, rounded as far as a move by hand is exact. @param step how many places a pointer can tell apart */
  at(from: number, step: number): number;
}

/**
 * @param moments instants of the walk, ascending, epoch ms
 * @param events instants of the plan: those before and after all moments have places of their own
 * @param start where there is neither
 */
export function timelineScale(
  moments: readonly number[],
  events: readonly number[],
  start: number,
): TimelineScale {
  const first = moments[0] ?? Infinity;
  const last = moments.at(-1) ?? -Infinity;
  const outside = [...new Set(events)].toSorted((a, b) => a - b);
  const before = outside.filter((at) => at < first);
  const after = outside.filter((at) => at > last && !(at < first));
  const anchors = [...before, ...moments, ...after];
  if (anchors.length === 0) anchors.push(start);
  const [head = start, tail = start] = [anchors[0], anchors.at(-1)];

  const at = (from: number): number => {
    const place = from - 0.5;
    if (place <= 0) return head + place * DAY_MS;
    const left = Math.min(Math.floor(place), anchors.length - 1);
    const [low = tail, high] = [anchors[left], anchors[left + 1]];
    return low + (place - left) * (high === undefined ? DAY_MS : high - low);
  };
  return {
    places: anchors.length,
    placeOf: (index) => before.length + index,
    from: (instant) => {
      if (instant <= head) return 0.5 + (instant - head) / DAY_MS;
      const left = anchors.findLastIndex((anchor) => anchor <= instant);
      const [low = tail, high] = [anchors[left], anchors[left + 1]];
      return left + 0.5 + (instant - low) / (high === undefined ? DAY_MS : high - low);
    },
    at: (from, step) => {
      const reach = Math.abs(at(from + step / 2) - at(from - step / 2));
      const unit = STEPS.find((each) => each >= reach) ?? DAY_MS;
      return Math.round(at(from) / unit) * unit;
    },
  };
}
