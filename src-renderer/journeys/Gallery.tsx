import { UnstyledButton } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { FlaskConical, Waypoints } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TEMPLATE_GROUPS, type TemplateCard } from "../../src-shared/api/templates.ts";
import { readJourney } from "../../src-shared/journey/read.ts";
import { searched } from "../actions/search-text.ts";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { navigate, paths } from "../app/routes.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { useErrorText } from "../ui/error-text.ts";
import { LoadingState } from "../ui/LoadingState.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { toast } from "../ui/toast.ts";
import css from "./gallery.module.css";

/** Journeys to begin with, each with the picture that its own drawing gives. */
export function Gallery() {
  const { t } = useTranslation("journeys");
  const locale = useLocale();
  const describe = useErrorText();
  const [wanted, setWanted] = useState("");
  const templates = useQuery(
    orpc.journeys.templates.queryOptions({ input: { locale }, staleTime: Infinity }),
  );
  const start = useMutation(
    orpc.journeys.fromTemplate.mutationOptions({
      onSuccess: ({ id }) => navigate(paths.journey(id)),
      onError: (error) => toast("bad", describe(error)),
    }),
  );
  if (templates.data === undefined)
    return templates.error === null ? (
      <LoadingState />
    ) : (
      <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
    );
  const found = searched(
    templates.data,
    ({ name, description, id }) => [name, description, id].join(" "),
    wanted,
  );
  const groups = TEMPLATE_GROUPS.filter((group) => found.some((card) => card.group === group));
  return (
    <div data-testid="gallery">
      <SearchField mt="md" aria-label={t("gallery.search")} value={wanted} onChange={setWanted} />
      <p role="status" className={found.length === 0 ? css.none : "visually-hidden"}>
        {wanted.trim() !== "" && t("gallery.found", { count: found.length })}
      </p>
      {groups.map((group) => (
        <section key={group} aria-labelledby={`gallery-${group}`}>
          <h3 id={`gallery-${group}`} className={css.group}>
            {t(`gallery.groups.${group}`)}
          </h3>
          <ul className={css.cards}>
            {found
              .filter((each) => each.group === group)
              .map((card) => (
                <li key={card.id}>
                  <UnstyledButton
                    className={css.card}
                    disabled={start.isPending}
                    onClick={() => start.mutate({ id: card.id, locale })}
                    data-testid={`template-${card.id}`}
                  >
                    <Picture card={card} />
                    <b>{card.name}</b>
                    <span>{card.description}</span>
                    <small>
                      <Waypoints size={12} aria-hidden /> {t("steps", { count: card.steps })}
                      <FlaskConical size={12} aria-hidden />{" "}
                      {t("gallery.scenarios", { count: card.scenarios })}
                    </small>
                  </UnstyledButton>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The journey as the export draws it; its code and font come when the gallery is opened. */
function Picture({ card: { id, text } }: { card: TemplateCard }) {
  const { t } = useTranslation("journeys");
  const locale = useLocale();
  const drawn = useQuery({
    queryKey: ["template picture", id, locale],
    queryFn: async () => {
      const { journey } = readJourney(text);
      if (journey === undefined) throw new Error(`The template ${id} cannot be drawn.`);
      const { pictureSvg } = await import("../export/picture.ts");
      return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await pictureSvg(journey, locale))}`;
    },
    staleTime: Infinity,
  });
  return (
    <span className={css.picture}>
      {drawn.isError && <small>{t("gallery.noPicture")}</small>}
      {drawn.data !== undefined && <img src={drawn.data} alt="" loading="lazy" />}
    </span>
  );
}
