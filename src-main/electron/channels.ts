/**
 * Names of the messages between page and main process. Only names, so that the preload script carries nothing else.
 */
export const channels = {
  openFile: "parcours:open-file",
  saveFile: "parcours:save-file",
  savePdf: "parcours:save-pdf",
  dirty: "parcours:dirty",
  language: "parcours:language",
  openExternal: "parcours:open-external",
  preview: "parcours:preview",
  servicePort: "parcours:service-port",
  serviceState: "parcours:service-state",
  ready: "parcours:ready",
  menu: "parcours:menu",
  openedFile: "parcours:opened-file",
  link: "parcours:link",
} as const;
