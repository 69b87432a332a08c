import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ExportFormat } from "../../src-shared/api/shapes.ts";
import { useLocale } from "../app/i18n.ts";
import { useStable } from "../ui/use-stable.ts";
import type { Desk } from "./desk.ts";
import { useBuilderStore } from "./store.ts";
import { useView } from "./use-view.ts";

/** The desk of the journey that is open here; another one only when the language changes. */
export function useOpenDesk(acts: Pick<Desk, "save" | "exportAs" | "publish">): Desk {
  const { t } = useTranslation("canvas");
  const locale = useLocale();
  const store = useBuilderStore();
  const view = useView();
  const save = useStable(() => acts.save());
  const exportAs = useStable((format: ExportFormat) => acts.exportAs(format));
  const publish = useStable(() => acts.publish());
  return useMemo(
    () => ({ store, view, locale, t, save, exportAs, publish }),
    [store, view, locale, t, save, exportAs, publish],
  );
}
