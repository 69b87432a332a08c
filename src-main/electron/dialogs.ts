import { basename } from "node:path";
import { dialog } from "electron";
import type { BrowserWindow } from "electron";
import type {
  DeepLink,
  FileOutcome,
  OpenedFile,
  SaveFileRequest,
  SavePdfRequest,
} from "../../src-shared/api/desktop.ts";
import { readJourneyFile, writeJourneyFile } from "./journey-files.ts";
import type { ShellTexts } from "./texts.ts";

/** Extensions as the system's dialogs match them: the last one, so both spellings are offered. */
const extensions = ["json", "journey"];

/** Lets the person choose a journey file and reads it. The page never names a path. */
export async function openJourney(
  window: BrowserWindow,
  texts: ShellTexts,
): Promise<FileOutcome<OpenedFile>> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ["openFile"],
    // A picture of a journey carries it.
    filters: [{ name: texts.journeyFile, extensions: [...extensions, "svg"] }],
  });
  const [path] = filePaths;
  return canceled || path === undefined ? { ok: false, code: "cancelled" } : readJourneyFile(path);
}

/** Lets the person choose where a journey goes and writes it there; the page only proposes a name. */
export async function saveJourney(
  window: BrowserWindow,
  texts: ShellTexts,
  { name, text, encoding }: SaveFileRequest,
): Promise<FileOutcome<{ name: string }>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: name,
    filters: [
      {
        name: texts.journeyFile,
        extensions: [...extensions.filter((each) => each !== extensionOf(name)), extensionOf(name)].reverse(),
      },
    ],
    properties: ["showOverwriteConfirmation"],
  });
  return canceled || filePath === ""
    ? { ok: false, code: "cancelled" }
    : writeJourneyFile(filePath, text, encoding);
}

/** Lets the person choose where a PDF of the page goes, and prints it there as the page's styles for paper say. */
export async function savePdf(
  window: BrowserWindow,
  texts: ShellTexts,
  { name }: SavePdfRequest,
): Promise<FileOutcome<{ name: string }>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: name,
    filters: [{ name: texts.pdfFile, extensions: ["pdf"] }],
    properties: ["showOverwriteConfirmation"],
  });
  if (canceled || filePath === "") return { ok: false, code: "cancelled" };
  try {
    const pages = await window.webContents.printToPDF({
      // Size and margins of the sheet are the page's own (`@page`).
      preferCSSPageSize: true,
      printBackground: true,
      // For screen readers and the list of chapters of a reader of PDFs.
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
    return await writeJourneyFile(filePath, pages);
  } catch {
    return { ok: false, code: "unwritable", name: basename(filePath) };
  }
}

/** What a file is by its name: a picture is not offered as JSON. */
function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** Asks before unsaved work is lost. @returns true to close */
export async function confirmClose(window: BrowserWindow, texts: ShellTexts): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: "warning",
    message: texts.dirtyTitle,
    detail: texts.dirtyDetail,
    buttons: [texts.stay, texts.closeAnyway],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

/** Asks before a link from outside opens anything. @returns true to open */
export async function confirmLink(
  window: BrowserWindow,
  texts: ShellTexts,
  link: DeepLink,
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: "question",
    message: texts.linkTitle,
    detail: texts.linkDetail.replace("{id}", `${link.to} ${link.id}`),
    buttons: [texts.cancel, texts.linkOpen],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

/** Says why there is no service. @returns true to try again */
export async function offerRetry(window: BrowserWindow, texts: ShellTexts, reason: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: "error",
    message: texts.serviceTitle,
    detail: reason,
    buttons: [texts.tryAgain, texts.quit],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
