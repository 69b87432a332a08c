import { z } from "zod";
import {
  desktopLanguage,
  previewDocument,
  saveFileRequest,
  savePdfRequest,
} from "../../src-shared/api/desktop.ts";
import type { DesktopLanguage, FileOutcome, OpenedFile } from "../../src-shared/api/desktop.ts";
import type { PreviewDocument, SaveFileRequest, SavePdfRequest } from "../../src-shared/api/desktop.ts";
import { channels } from "./channels.ts";
import type { Ipc, Sender } from "./ipc.ts";

/** Everything the page may ask of the shell, answered by the shell's composition (shell.ts). */
interface PageRequests {
  openFile(): Promise<FileOutcome<OpenedFile>>;
  saveFile(request: SaveFileRequest): Promise<FileOutcome<{ name: string }>>;
  savePdf(request: SavePdfRequest): Promise<FileOutcome<{ name: string }>>;
  setDirty(dirty: boolean): void;
  setLanguage(language: DesktopLanguage): void;
  openExternal(url: string, clicked: boolean): Promise<boolean>;
  previewUrl(document: PreviewDocument): string;
  connectService(sender: Sender): void;
  /** The page listens on a channel from now on and takes what was kept for it. */
  ready(channel: string): void;
}

/** Room for a document of 20 MiB with its name and envelope. */
const documentSize = 21 * 1024 * 1024;
const small = 4_096;

/**
 * Opens the channels of the bridge, each with its shape, size and rate. Rates are far above what hands can do and far
 * below what would hurt.
 */
export function acceptPageRequests(ipc: Ipc, requests: PageRequests): void {
  const nothing = z.undefined();
  ipc.handle(channels.openFile, { schema: nothing, size: small, perMinute: 60 }, () => requests.openFile());
  ipc.handle(channels.saveFile, { schema: saveFileRequest, size: documentSize, perMinute: 60 }, (request) =>
    requests.saveFile(request),
  );
  ipc.handle(channels.savePdf, { schema: savePdfRequest, size: small, perMinute: 60 }, (request) =>
    requests.savePdf(request),
  );
  ipc.handle(
    channels.openExternal,
    { schema: z.strictObject({ url: z.string(), clicked: z.boolean() }), size: small, perMinute: 60 },
    ({ url, clicked }) => requests.openExternal(url, clicked),
  );
  ipc.handle(channels.preview, { schema: previewDocument, size: documentSize, perMinute: 600 }, (document) =>
    requests.previewUrl(document),
  );
  ipc.on(channels.dirty, { schema: z.boolean(), size: small, perMinute: 6_000 }, (dirty) =>
    requests.setDirty(dirty),
  );
  ipc.on(channels.language, { schema: desktopLanguage, size: small, perMinute: 60 }, (language) =>
    requests.setLanguage(language),
  );
  ipc.on(channels.servicePort, { schema: z.null(), size: small, perMinute: 60 }, (_nothing, sender) =>
    requests.connectService(sender),
  );
  const listened = z.enum([channels.openedFile, channels.link, channels.serviceState]);
  ipc.on(channels.ready, { schema: listened, size: small, perMinute: 600 }, (channel) =>
    requests.ready(channel),
  );
}
