import { useLocalStorage } from "@mantine/hooks";
import { useEffect, useState, type RefObject } from "react";

/**
 * When messages are previewed: always, never, or, until somebody said so, while one is being written. What was said is
 * kept on this machine.
 */
export function usePreviewWanted(): {
  said: boolean | null;
  say: (wanted: boolean) => void;
} {
  const [said, say] = useLocalStorage<boolean | null>({ key: "parcours.preview.opened", defaultValue: null });
  return { said, say };
}

/**
 * Whether a step is being written: from the first field of the form that is gone into, until somebody turns to the
 * canvas. So the preview is there for whoever writes, and out of the way for whoever draws.
 */
export function useWriting(form: RefObject<HTMLElement | null>, stepId: string | undefined): boolean {
  const [writing, setWriting] = useState<string>();
  useEffect(() => {
    const panel = form.current;
    const begin = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target.matches("input, textarea, [contenteditable=true]"))
        setWriting(stepId);
    };
    const end = ({ target }: PointerEvent) => {
      if (target instanceof Element && target.closest(".canvas") !== null) setWriting(undefined);
    };
    panel?.addEventListener("focusin", begin);
    document.addEventListener("pointerdown", end, true);
    return () => {
      panel?.removeEventListener("focusin", begin);
      document.removeEventListener("pointerdown", end, true);
    };
  }, [form, stepId]);
  return writing !== undefined && writing === stepId;
}
