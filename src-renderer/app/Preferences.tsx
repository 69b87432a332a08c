import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { Check, Languages, Monitor, Moon, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { desktop } from "./api.ts";
import { LANGUAGES, setLocale, useLocale } from "./i18n.ts";

const schemes = [
  { scheme: "light", icon: Sun },
  { scheme: "dark", icon: Moon },
  { scheme: "auto", icon: Monitor },
] as const;

/** Language and theme, at hand on every page. */
export function Preferences() {
  const { t } = useTranslation("app");
  const locale = useLocale();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="right-end">
      <Menu.Target>
        <ActionIcon size={34} aria-label={t("preferences")} data-testid="preferences">
          <Languages size={18} strokeWidth={1.8} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("language")}</Menu.Label>
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language.locale}
            lang={language.locale}
            data-testid={`language-${language.locale}`}
            aria-current={language.locale === locale}
            rightSection={language.locale === locale && <Check size={14} aria-hidden />}
            onClick={() => {
              setLocale(language.locale);
              desktop?.setLanguage(language.locale);
            }}
          >
            {language.name}
          </Menu.Item>
        ))}
        <Menu.Label>{t("theme.label")}</Menu.Label>
        {schemes.map(({ scheme, icon: Icon }) => (
          <Menu.Item
            key={scheme}
            data-testid={`theme-${scheme}`}
            aria-current={scheme === colorScheme}
            leftSection={<Icon size={15} aria-hidden />}
            rightSection={scheme === colorScheme && <Check size={14} aria-hidden />}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`theme.${scheme}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
