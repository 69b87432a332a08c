import type { Position } from "../../../src-shared/journey/schema.ts";
import type { BuilderStore } from "../store.ts";

/** How long things take to their new places (ms). */
const lasting = 320;

/**
 * Shows items on their way from old places to those the document has already. An edit meanwhile ends it: what is shown
 * is then what is there.
 */
export function glide(store: BuilderStore, from: ReadonlyMap<string, Position>): void {
  const { journey } = store.getState();
  const begun = performance.now();
  const frame = (now: number) => {
    const passed = Math.min(1, Math.max(0, (now - begun) / lasting));
    if (passed === 1 || store.getState().journey !== journey) {
      store.setState({ gliding: undefined });
      return;
    }
    store.setState({ gliding: { from, share: 1 - (1 - passed) ** 3 } });
    requestAnimationFrame(frame);
  };
  store.setState({ gliding: { from, share: 0 } });
  requestAnimationFrame(frame);
}
