import { useTranslation } from "react-i18next";
import { describeCondition } from "../../src-shared/conditions/describe.ts";
import type { Policies } from "../../src-shared/engine/policies.ts";
import { describeDuration } from "../../src-shared/time/duration.ts";
import { useLocale } from "../app/i18n.ts";

/** The workspace's rules in words. */
export function PolicySummary({ policies }: { policies: Policies }) {
  const { t } = useTranslation("settings");
  const locale = useLocale();
  const { quietHours, suppression, caps, optOut, controlGroup, timeZone } = policies;
  return (
    <dl>
      <dt>{t("rules")}</dt>
      <dd>
        <ul>
          {suppression.map((rule) => (
            <li key={rule.id}>
              {t("suppression", {
                class: t(`classes.${rule.class}`, { count: 1 }),
                when: describeCondition(rule.when, locale),
              })}
            </li>
          ))}
          {caps.map((cap) => (
            <li key={cap.id}>
              {t("cap", {
                count: cap.count,
                class: t(`classes.${cap.class}`, { count: cap.count }),
                within: describeDuration(cap.within, locale),
              })}
              {cap.channel === undefined ? "" : ` ${t("channel", { channel: cap.channel })}`}
              {" · "}
              {t(`capThen.${cap.then}`)}
            </li>
          ))}
        </ul>
        {suppression.length + caps.length === 0 && t("none")}
      </dd>
      <dt>{t("consent")}</dt>
      <dd>{optOut.length === 0 ? t("optIn") : t("optOut", { channels: optOut.join(", ") })}</dd>
      <dt>{t("quiet")}</dt>
      <dd>{quietHours === undefined ? t("none") : t("quietValue", quietHours)}</dd>
      <dt>{t("zone")}</dt>
      <dd>{timeZone ?? t("zoneSystem")}</dd>
      {controlGroup !== undefined && (
        <>
          <dt>{t("control")}</dt>
          <dd>{t("controlValue", { percent: controlGroup.percent })}</dd>
        </>
      )}
    </dl>
  );
}
