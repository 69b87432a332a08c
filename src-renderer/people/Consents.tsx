import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { consentState } from "../../src-shared/person/consent.ts";
import type { Consent, Person } from "../../src-shared/person/person.ts";
import { StatusChip } from "../ui/StatusChip.tsx";
import { TimeText } from "../ui/TimeText.tsx";
import css from "./people.module.css";

/** The whole history of what a person agreed to, with its proof; the entry that holds now is marked. */
export function ConsentTable({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  if (person.consents.length === 0) return <p>{t("profile.noConsents")}</p>;
  const holding = holdingConsents(person);
  return (
    <div className={css.scrollX}>
      <Table verticalSpacing={5} data-testid="consents">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("profile.channel")}</Table.Th>
            <Table.Th scope="col">{t("profile.purpose")}</Table.Th>
            <Table.Th scope="col">{t("profile.state")}</Table.Th>
            <Table.Th scope="col">{t("profile.at")}</Table.Th>
            <Table.Th scope="col">{t("profile.source")}</Table.Th>
            <Table.Th scope="col">
              <span className="visually-hidden">{t("profile.holds")}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {person.consents.map((consent, index) => (
            <Table.Tr key={index}>
              <Table.Td>{consent.channel}</Table.Td>
              <Table.Td>
                {t(`profile.purposes.${consent.purpose}`, { defaultValue: consent.purpose })}
              </Table.Td>
              <Table.Td>
                <StatusChip tone={consent.state === "granted" ? "ok" : "bad"}>
                  {t(`profile.${consent.state}`)}
                </StatusChip>
              </Table.Td>
              <Table.Td>
                {consent.at === undefined ? t("profile.undated") : <TimeText at={consent.at} />}
              </Table.Td>
              <Table.Td>{consent.source ?? t("profile.unproven")}</Table.Td>
              <Table.Td>{holding.has(consent) && <StatusChip>{t("profile.holds")}</StatusChip>}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** Per channel and purpose the entry the gate would go by; {@link consentState} decides, here it is only found again. */
function holdingConsents(person: Person): ReadonlySet<Consent> {
  return new Set(
    person.consents.flatMap(({ channel, purpose }) => {
      const held = consentState(person, channel, purpose);
      const entry = person.consents.findLast(
        (one) =>
          one.channel === channel &&
          one.purpose === purpose &&
          one.state === held.state &&
          one.at === held.at &&
          one.source === held.source,
      );
      return entry === undefined ? [] : [entry];
    }),
  );
}

/** Where push finds a person. Tokens are secrets and stay out of the window. */
export function DeviceList({ person }: { person: Person }) {
  const { t } = useTranslation("people");
  if (person.devices.length === 0) return <p>{t("profile.noDevices")}</p>;
  return (
    <ul className={css.timeline}>
      {person.devices.map((device) => (
        <li key={device.id}>
          <span className={css.line}>
            <b>{device.platform}</b> {device.id}
            <StatusChip tone={device.token === undefined ? "plain" : "ok"}>
              {t(device.token === undefined ? "profile.noToken" : "profile.hasToken")}
            </StatusChip>
          </span>
        </li>
      ))}
    </ul>
  );
}
