import { desktop } from "../app/api.ts";

/** Gives a text to the person as a file: the shell's save dialog in the desktop window, a download in a browser. */
export async function saveText(name: string, mediaType: string, text: string): Promise<void> {
  if (desktop !== undefined) {
    await desktop.saveFile({ name, text });
    return;
  }
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
