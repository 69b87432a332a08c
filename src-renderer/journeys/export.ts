import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { ExportFormat } from "../../src-shared/api/shapes.ts";
import { api, desktop } from "../app/api.ts";
import { download } from "../ui/download.ts";
import { useErrorText } from "../ui/error-text.ts";
import { toast } from "../ui/toast.ts";

/** Writes a journey to a file: through the desktop's dialog where there is one, else as a download. */
export function useExport(): (id: string, format: z.infer<typeof ExportFormat>) => Promise<void> {
  const { t } = useTranslation("journeys");
  const describe = useErrorText();
  return async (id, format) => {
    try {
      const { fileName, mediaType, text } = await api.journeys.exportText({ id, format });
      if (desktop === undefined) {
        download(fileName, mediaType, text);
        return;
      }
      const outcome = await desktop.saveFile({ name: fileName, text });
      if (outcome.ok) toast("ok", t("exported", { name: outcome.file.name }));
      else if (outcome.code !== "cancelled") toast("bad", t("exportFailed"));
    } catch (error) {
      toast("bad", describe(error));
    }
  };
}
