import { ORPCError } from "@orpc/client";
import { useTranslation } from "react-i18next";
import type { FileOutcome } from "../../src-shared/api/desktop.ts";
import { toBase64 } from "../../src-shared/picture/embedded.ts";
import { desktop } from "../app/api.ts";
import { useErrorText } from "./error-text.ts";
import { toast } from "./toast.ts";

/** A file to be handed to the person. */
export interface NewFile {
  /** Proposed name, without any folder. */
  name: string;
  mediaType: string;
  content: string | Uint8Array<ArrayBuffer>;
}

/**
 * Makes a file and hands it to the person: through the desktop's dialog where there is one, else as a download. Says
 * under which name it was saved, or that it was not; it never rejects.
 */
export function useSaveFile(): (make: () => NewFile | Promise<NewFile>) => Promise<void> {
  const saveWith = useSaveWith();
  return async (make) =>
    saveWith(async () => {
      const file = await make();
      if (desktop !== undefined) return desktop.saveFile(requestOf(file));
      download(file);
      // The browser shows its downloads itself.
      return undefined;
    });
}

/** Lets something write a file and says how it went. It never rejects. */
export function useSaveWith(): (
  write: () => Promise<FileOutcome<{ name: string }> | undefined>,
) => Promise<void> {
  const { t } = useTranslation("app");
  const describe = useErrorText();
  return async (write) => {
    try {
      const outcome = await write();
      if (outcome?.ok === true) toast("ok", t("file.saved", { name: outcome.file.name }));
      else if (outcome !== undefined && outcome.code !== "cancelled") toast("bad", t("file.failed"));
    } catch (error) {
      toast("bad", error instanceof ORPCError ? describe(error) : t("file.failed"));
    }
  };
}

function requestOf({ name, content }: NewFile) {
  return typeof content === "string"
    ? { name, text: content }
    : { name, text: toBase64(content), encoding: "base64" as const };
}

function download({ name, mediaType, content }: NewFile): void {
  const url = URL.createObjectURL(new Blob([content], { type: mediaType }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
