import type { Session } from "electron";

/**
 * Refuses everything a page could ask the machine for: the app needs no camera, place, notification, device or
 * download; files go through the shell's own dialogs. Requests and checks are both answered, because each alone
 * leaves gaps (reliability.md, Electron shell).
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}));
  session.on("will-download", (event) => event.preventDefault());
}
