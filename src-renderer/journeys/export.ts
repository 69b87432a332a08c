import type { ExportFormat } from "../../src-shared/api/shapes.ts";
import { api } from "../app/api.ts";
import { useSaveFile } from "../ui/use-save-file.ts";

/** Hands a journey to the person as a file of a format. */
export function useExport(): (id: string, format: ExportFormat) => Promise<void> {
  const saveFile = useSaveFile();
  return async (id, format) =>
    saveFile(async () => {
      const { fileName: name, mediaType, text: content } = await api.journeys.exportText({ id, format });
      return { name, mediaType, content };
    });
}
