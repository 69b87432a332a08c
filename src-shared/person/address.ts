import type { Channel, Person } from "./person.ts";

/** Where a channel reaches a person; `value` is a device id, an email address, a phone number or a person id. */
export interface Address {
  kind: "device" | "email" | "phone" | "person";
  value: string;
}

/** RFC 5321, section 4.5.3.1: the lengths every mail server must take, and the most that fits a mail path. */
const LONGEST_LOCAL_PART = 64;
const LONGEST_ADDRESS = 254;
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$/;
/** ITU-T E.164: a plus, a country code that does not start with 0, at most 15 digits. */
const PHONE = /^\+[1-9]\d{6,14}$/;

/**
 * Whether a text is an address mail can be sent to: the dot-atom form of RFC 5322 in ASCII with a domain of two labels
 * or more. Quoted local parts, comments, CR, LF and every other control character are refused, so that the envelope
 * equals the validated bytes (reliability.md, Untrusted content).
 */
export function isEmailAddress(text: string): boolean {
  if (text.length > LONGEST_ADDRESS) return false;
  const at = text.lastIndexOf("@");
  const local = text.slice(0, Math.max(at, 0));
  return local.length <= LONGEST_LOCAL_PART && LOCAL_PART.test(local) && DOMAIN.test(text.slice(at + 1));
}

/** Whether a text is a phone number in E.164 form (`+15125550100`). */
export function isPhoneNumber(text: string): boolean {
  return PHONE.test(text);
}

/**
 * The address a channel would use: push goes to the device registered last of those still there, email and sms to a valid address only,
 * messages shown inside the product and links to the person as such.
 * @returns undefined when the person cannot be reached, or the channel is unknown
 */
export function addressFor(person: Person, channel: Channel): Address | undefined {
  switch (channel) {
    case "push": {
      const device = person.devices.findLast(({ gone }) => gone === undefined);
      return device === undefined ? undefined : { kind: "device", value: device.id };
    }
    case "email":
      return person.email !== undefined && isEmailAddress(person.email)
        ? { kind: "email", value: person.email }
        : undefined;
    case "sms":
      return person.phone !== undefined && isPhoneNumber(person.phone)
        ? { kind: "phone", value: person.phone }
        : undefined;
    case "in-app":
    case "card":
    case "webhook":
    case "link":
      return { kind: "person", value: person.id };
    default:
      return undefined;
  }
}
