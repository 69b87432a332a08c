import type { MenuItemConstructorOptions } from "electron";
import type { DesktopLanguage, MenuCommand } from "../../src-shared/api/desktop.ts";
import { textsIn } from "./texts.ts";

/**
 * The application menu as data. Items that concern the page send it a command and let it decide; for undo and redo the
 * keys stay with the page, which knows whether a text field or the canvas is meant.
 * @param tools whether to offer developer tools: in development only
 */
export function menuTemplate(options: {
  language: DesktopLanguage;
  platform: NodeJS.Platform;
  tools: boolean;
  send: (command: MenuCommand) => void;
}): MenuItemConstructorOptions[] {
  const t = textsIn(options.language);
  const isMac = options.platform === "darwin";
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    id: name,
    label,
    accelerator,
    click: () => options.send(name),
  });
  const line: MenuItemConstructorOptions = { type: "separator" };
  const settings = command(t.settings, "settings", "CmdOrCtrl+,");
  const application: MenuItemConstructorOptions = {
    label: "Parcours",
    submenu: [{ role: "about", label: t.about }, line, settings, line, { role: "quit", label: t.quit }],
  };
  return [
    ...(isMac ? [application] : []),
    {
      label: t.file,
      submenu: [
        command(t.newJourney, "new-journey", "CmdOrCtrl+N"),
        command(t.open, "open-file", "CmdOrCtrl+O"),
        command(t.export, "export-file", "CmdOrCtrl+Shift+E"),
        line,
        { role: "close", label: t.close },
        ...(isMac ? [] : [line, { role: "quit" as const, label: t.quit }]),
      ],
    },
    {
      label: t.edit,
      submenu: [
        { ...command(t.undo, "undo", "CmdOrCtrl+Z"), registerAccelerator: false },
        { ...command(t.redo, "redo", "CmdOrCtrl+Shift+Z"), registerAccelerator: false },
        line,
        { role: "cut", label: t.cut },
        { role: "copy", label: t.copy },
        { role: "paste", label: t.paste },
        { role: "selectAll", label: t.selectAll },
        ...(isMac ? [] : [line, settings]),
      ],
    },
    {
      label: t.view,
      submenu: [
        command(t.journeys, "show-journeys"),
        command(t.live, "show-live"),
        command(t.outbox, "show-outbox"),
        line,
        { role: "resetZoom", label: t.actualSize },
        { role: "zoomIn", label: t.zoomIn },
        { role: "zoomOut", label: t.zoomOut },
        { role: "togglefullscreen", label: t.fullScreen },
        ...(options.tools ? [line, { role: "toggleDevTools" as const, label: t.tools }] : []),
      ],
    },
    ...(isMac ? [] : [{ label: "Parcours", submenu: [{ role: "about" as const, label: t.about }] }]),
  ];
}
