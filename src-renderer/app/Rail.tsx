import { Inbox, Settings, Users, Workflow, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import mark from "./mark.svg";
import { Preferences } from "./Preferences.tsx";
import { hrefOf, navigate, paths } from "./routes.ts";

const places: readonly { name: string; path: string; icon: LucideIcon; owns: RegExp }[] = [
  { name: "journeys", path: paths.journeys, icon: Workflow, owns: /^\/(journeys\/.*)?$/ },
  { name: "people", path: paths.people, icon: Users, owns: /^\/people/ },
  { name: "outbox", path: paths.outbox, icon: Inbox, owns: /^\/outbox/ },
  { name: "settings", path: paths.settings, icon: Settings, owns: /^\/settings/ },
];

/** The activity rail: where one can be in the app. */
export function Rail({ path }: { path: string }) {
  const { t } = useTranslation("app");
  return (
    <nav className="rail" aria-label={t("rail.label")}>
      <button type="button" className="skip-link" onClick={() => document.getElementById("main")?.focus()}>
        {t("skip")}
      </button>
      <img className="rail-mark" src={mark} alt="Parcours" />
      {places.map(({ name, path: target, icon: Icon, owns }) => (
        <a
          key={name}
          className="rail-item"
          href={hrefOf(target)}
          aria-current={owns.test(path) ? "page" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            navigate(target);
          }}
        >
          <Icon size={19} strokeWidth={1.8} aria-hidden />
          {t(`rail.${name}`)}
        </a>
      ))}
      <div className="rail-spacer" />
      <Preferences />
    </nav>
  );
}
