import "./texts.ts";
import { Menu } from "@mantine/core";
import { FileImage, Image, Printer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../app/i18n.ts";
import { useBuilderStore } from "../canvas/store.ts";
import { useSaveFile } from "../ui/use-save-file.ts";

/** Pictures and the brief in the export menu. What draws them is fetched when it is asked for. */
export function PictureItems({ onBrief }: { onBrief: () => void }) {
  const { t } = useTranslation("export");
  const locale = useLocale();
  const store = useBuilderStore();
  const saveFile = useSaveFile();
  const save = async (format: "svg" | "png") =>
    saveFile(async () => {
      const { pictureFile } = await import("./picture-file.ts");
      return pictureFile(store.getState().journey, format, locale);
    });
  return (
    <>
      <Menu.Item
        leftSection={<Image size={14} aria-hidden />}
        title={t("reopens")}
        onClick={() => void save("png")}
        data-testid="export-png"
      >
        {t("png")}
      </Menu.Item>
      <Menu.Item
        leftSection={<FileImage size={14} aria-hidden />}
        title={t("reopens")}
        onClick={() => void save("svg")}
        data-testid="export-svg"
      >
        {t("svg")}
      </Menu.Item>
      <Menu.Item leftSection={<Printer size={14} aria-hidden />} onClick={onBrief} data-testid="export-brief">
        {t("brief")}
      </Menu.Item>
      <Menu.Divider />
    </>
  );
}
