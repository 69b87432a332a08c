import { z } from "zod";

/** Largest document that passes between page and shell, in characters (domain.md, Limits: 20 MiB). */
const documentCharacters = 20 * 1024 * 1024;

/** Something to look at in a frame: HTML of a message, and whether remote images may load. */
export const previewDocument = z.strictObject({
  html: z.string().max(4 * 1024 * 1024),
  allowImages: z.boolean().default(false),
});
export type PreviewDocument = z.infer<typeof previewDocument>;

/** Which language the shell's own menus and dialogs speak. */
export const desktopLanguage = z.enum(["en", "fr"]);
export type DesktopLanguage = z.infer<typeof desktopLanguage>;

/** Proposed name of a file, without any folder. */
const fileName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\\\0]+$/);

/** A journey to be written to a file the person chooses. */
export const saveFileRequest = z.strictObject({
  name: fileName,
  text: z.string().max(documentCharacters),
  /** Of pictures, whose bytes pass as base 64. */
  encoding: z.literal("base64").optional(),
});
export type SaveFileRequest = z.infer<typeof saveFileRequest>;

/** The page as it is printed, to be written as a PDF to a file the person chooses. */
export const savePdfRequest = z.strictObject({ name: fileName });
export type SavePdfRequest = z.infer<typeof savePdfRequest>;

/** What the shell says about a file. Failures are data: the page shows them in its own words. */
export type FileOutcome<T> = { ok: true; file: T } | { ok: false; code: FileFailure; name?: string };
export type FileFailure = "cancelled" | "too-large" | "not-text" | "unreadable" | "unwritable";

/** A file the person opened: its name without folder, and its text. */
export interface OpenedFile {
  name: string;
  text: string;
}

/** What a menu item asks the page to do; the page decides whether it can. */
export const menuCommands = [
  "new-journey",
  "open-file",
  "export-file",
  "undo",
  "redo",
  "settings",
  "show-journeys",
  "show-live",
  "show-outbox",
] as const;
export type MenuCommand = (typeof menuCommands)[number];

/** A `parcours:` link carries an opaque id and nothing to act on: the page asks before it opens anything. */
export const deepLink = z.strictObject({
  to: z.enum(["journey", "run", "send"]),
  id: z.string().regex(/^[A-Za-z0-9_.:-]{1,128}$/),
});
export type DeepLink = z.infer<typeof deepLink>;

/** State of the service process as the shell sees it; `updating` can take minutes before it is up. */
export type ServiceState = "starting" | "updating" | "up" | "down";

/** Ends a subscription. */
export type Unsubscribe = () => void;

/**
 * What the desktop shell offers the page, as named functions and nothing else (reliability.md, Electron shell).
 * Absent in a browser, where the page falls back to downloads and file inputs.
 */
export interface DesktopBridge {
  readonly versions: { readonly electron: string; readonly chrome: string };
  openFile(): Promise<FileOutcome<OpenedFile>>;
  saveFile(request: SaveFileRequest): Promise<FileOutcome<{ name: string }>>;
  /** Writes what the page's styles for paper show, with its fonts, as A4 pages. */
  savePdf(request: SavePdfRequest): Promise<FileOutcome<{ name: string }>>;
  /** Unsaved work: the window asks before it closes. */
  setDirty(dirty: boolean): void;
  setLanguage(language: DesktopLanguage): void;
  /** Opens a web or mail address outside the app; false when the shell refuses it. */
  openExternal(url: string): Promise<boolean>;
  /** Registers a document with the preview origin and returns the address to frame. */
  previewUrl(document: PreviewDocument): Promise<string>;
  onMenu(listener: (command: MenuCommand) => void): Unsubscribe;
  /** A file opened from outside: double click, command line, second instance. */
  onOpenFile(listener: (outcome: FileOutcome<OpenedFile>) => void): Unsubscribe;
  onLink(listener: (link: DeepLink) => void): Unsubscribe;
  onService(listener: (state: ServiceState) => void): Unsubscribe;
}
