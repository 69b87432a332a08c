import { Table } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { consentState } from "../../src-shared/person/consent.ts";
import type { Person } from "../../src-shared/person/person.ts";
import { useLocale } from "../app/i18n.ts";
import { hrefOf, navigate, paths } from "../app/routes.ts";
import { StatusChip } from "../ui/StatusChip.tsx";
import { Avatar } from "./Avatar.tsx";
import { personName } from "./name.ts";
import css from "./people.module.css";

/** One page of people. The arrow keys go from name to name. */
export function PeopleTable({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation("people");
  const languages = new Intl.DisplayNames(useLocale(), { type: "language", fallback: "code" });
  return (
    <div className={css.tableScroll}>
      <Table
        stickyHeader
        highlightOnHover
        verticalSpacing={5}
        aria-label={t("table.label")}
        data-testid="people-table"
        onKeyDown={walk}
      >
        <Table.Thead className={css.tableHead}>
          <Table.Tr>
            <Table.Th scope="col">{t("table.name")}</Table.Th>
            <Table.Th scope="col">{t("table.email")}</Table.Th>
            <Table.Th scope="col">{t("table.phone")}</Table.Th>
            <Table.Th scope="col">{t("table.zone")}</Table.Th>
            <Table.Th scope="col">{t("table.language")}</Table.Th>
            <Table.Th scope="col">{t("table.consents")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr
              key={person.id}
              className={css.row}
              data-testid={`person-${person.id}`}
              onClick={() => navigate(paths.person(person.id))}
            >
              <Table.Td>
                <a
                  className={css.nameCell}
                  href={hrefOf(paths.person(person.id))}
                  onClick={(event) => event.stopPropagation()}
                >
                  <Avatar name={personName(person)} id={person.id} size={28} />
                  <span>
                    <b>{personName(person)}</b>
                    {personName(person) !== person.id && <small>{person.id}</small>}
                  </span>
                </a>
              </Table.Td>
              <Table.Td>{person.email ?? t("table.none")}</Table.Td>
              <Table.Td>{person.phone ?? t("table.none")}</Table.Td>
              <Table.Td>{person.timeZone ?? t("table.none")}</Table.Td>
              <Table.Td>
                {person.locale === undefined ? t("table.none") : languageName(languages, person.locale)}
              </Table.Td>
              <Table.Td>
                <span className={css.chips}>
                  {grantedChannels(person).map((channel) => (
                    <StatusChip key={channel} tone="ok">
                      {channel}
                    </StatusChip>
                  ))}
                </span>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const links = [...event.currentTarget.querySelectorAll("tbody a")];
  const next = links[links.findIndex((link) => link === document.activeElement) + by];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}

/** Channels on which promotional messages are allowed by a recorded yes. */
function grantedChannels(person: Person): string[] {
  const channels = [...new Set(person.consents.map(({ channel }) => channel))];
  return channels.filter((channel) => consentState(person, channel, "marketing").state === "granted");
}

/** The language in the reader's words; a locale nobody knows is shown as it is. */
export function languageName(languages: Intl.DisplayNames, locale: string): string {
  try {
    return languages.of(locale) ?? locale;
  } catch {
    return locale;
  }
}
