import { useEffect, useEffectEvent } from "react";
import type { MenuCommand } from "../../src-shared/api/desktop.ts";
import { desktop } from "./api.ts";

/** Does something when the desktop menu asks for it, as long as the component is on the screen. */
export function useMenuCommand(command: MenuCommand, perform: () => void): void {
  const act = useEffectEvent((asked: MenuCommand) => {
    if (asked === command) perform();
  });
  useEffect(() => desktop?.onMenu((asked) => act(asked)), []);
}
