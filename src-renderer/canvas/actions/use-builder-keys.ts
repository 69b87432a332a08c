import { useEffect, useEffectEvent } from "react";
import { actionOf, isTyping } from "../../actions/action.ts";
import type { Desk } from "../desk.ts";
import { BUILDER_ACTIONS } from "./list.ts";

/** Keys of the builder, from the one list of actions. What is open over it keeps its keys to itself. */
export function useBuilderKeys(desk: Desk): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : undefined;
    if (
      event.defaultPrevented ||
      target?.closest('[role="dialog"], [role="menu"], .over-canvas, .over-canvas-part') != null
    )
      return;
    const onCanvas = target === undefined || target === document.body || target.closest(".canvas") !== null;
    // Enter and space are what presses a button; on a step they are ours.
    if (/^(Enter| )$/.test(event.key) && target?.closest("button, a") != null) return;
    const action = actionOf(BUILDER_ACTIONS, event, desk, onCanvas && !isTyping(event.target));
    if (action === undefined) return;
    event.preventDefault();
    action.run(desk);
  });
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
