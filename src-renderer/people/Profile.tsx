import { Anchor, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Person } from "../../src-shared/person/person.ts";
import { isTimeZone } from "../../src-shared/time/zone.ts";
import { orpc } from "../app/api.ts";
import { useLocale } from "../app/i18n.ts";
import { hrefOf, paths } from "../app/routes.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { TimeText } from "../ui/TimeText.tsx";
import { Avatar } from "./Avatar.tsx";
import { ConsentTable, DeviceList } from "./Consents.tsx";
import { personName } from "./name.ts";
import css from "./people.module.css";
import { languageName } from "./PeopleTable.tsx";
import { PersonData } from "./PersonData.tsx";
import { PersonEvents, PersonRuns, PersonSends } from "./ProfileHistory.tsx";

/** One person: who she is, what she agreed to, and everything that happened (product.md, People). */
export function Profile({ personId }: { personId: string }) {
  const { t } = useTranslation("people");
  const found = useQuery(orpc.people.get.queryOptions({ input: { id: personId } }));
  const back = (
    <Anchor href={hrefOf(paths.people)} size="sm" className={css.nameCell}>
      <ArrowLeft size={14} aria-hidden /> {t("profile.back")}
    </Anchor>
  );
  return (
    <div className="page">
      <PageHeader title={found.data === undefined ? personId : <Heading person={found.data} />}>
        {found.data !== undefined && <PersonData personId={personId} name={personName(found.data)} />}
        {back}
      </PageHeader>
      <div className="page-body">
        {found.isPending ? (
          <LoadingState />
        ) : found.isError ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <Shown person={found.data} />
        )}
      </div>
    </div>
  );
}

function Heading({ person }: { person: Person }) {
  const name = personName(person);
  return (
    <span className={css.profileHead}>
      <Avatar name={name} id={person.id} />
      <span>
        {name}
        {name !== person.id && <small>{person.id}</small>}
      </span>
    </span>
  );
}

function Shown({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  return (
    <div className={css.profile} data-testid="profile">
      <div className={css.stack}>
        <Attributes person={person} />
        <section className={`card ${css.panel}`}>
          <h2>{t("profile.devices")}</h2>
          <DeviceList person={person} />
        </section>
      </div>
      <div className={css.stack}>
        <section className={`card ${css.panel}`}>
          <h2>{t("profile.consents")}</h2>
          <ConsentTable person={person} />
        </section>
        <section className={`card ${css.panel}`}>
          <Tabs defaultValue="events" keepMounted={false}>
            <Tabs.List mb={10}>
              <Tabs.Tab value="events">{t("profile.events")}</Tabs.Tab>
              <Tabs.Tab value="runs">{t("profile.runs")}</Tabs.Tab>
              <Tabs.Tab value="sends">{t("profile.sends")}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="events">
              <PersonEvents personId={person.id} />
            </Tabs.Panel>
            <Tabs.Panel value="runs">
              <PersonRuns personId={person.id} />
            </Tabs.Panel>
            <Tabs.Panel value="sends">
              <PersonSends personId={person.id} />
            </Tabs.Panel>
          </Tabs>
        </section>
      </div>
    </div>
  );
}

function Attributes({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  const languages = new Intl.DisplayNames(useLocale(), { type: "language", fallback: "code" });
  const info = useQuery(orpc.workspace.info.queryOptions());
  const traits = Object.entries(person.traits);
  const { email, phone, timeZone, locale } = person;
  return (
    <section className={`card ${css.panel}`}>
      <h2>{t("profile.attributes")}</h2>
      <dl className={css.facts}>
        <dt>{t("profile.id")}</dt>
        <dd>{person.id}</dd>
        {email !== undefined && <Fact name={t("profile.email")} value={email} />}
        {phone !== undefined && <Fact name={t("profile.phone")} value={phone} />}
        {locale !== undefined && <Fact name={t("profile.locale")} value={languageName(languages, locale)} />}
        {timeZone !== undefined && <Fact name={t("profile.timeZone")} value={timeZone} />}
        {timeZone !== undefined && isTimeZone(timeZone) && info.data !== undefined && (
          <>
            <dt>{t("profile.localTime")}</dt>
            <dd>
              <TimeText at={info.data.clock.now} zone={timeZone} />
            </dd>
          </>
        )}
        {traits.map(([name, value]) => (
          <Fact key={name} name={name} value={typeof value === "string" ? value : JSON.stringify(value)} />
        ))}
      </dl>
      {traits.length === 0 && <p>{t("profile.noAttributes")}</p>}
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
