/**
 * The characters of the GSM 7-bit default alphabet (3GPP TS 23.038, section 6.2.1) and of its extension table
 * (section 6.2.1.1), each of which takes two places.
 */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENSION = "\f^{}\\[~]|€";

/** How a text travels by SMS. */
export interface SmsSize {
  /** `gsm7` as long as every character is in its alphabet; one other character makes the whole text `ucs2`. */
  encoding: "gsm7" | "ucs2";
  /** Places taken: septets or UTF-16 code units. */
  units: number;
  /** Parts the text is sent and charged as; an empty text has none. */
  segments: number;
}

/**
 * Counts what an SMS costs: 160 or 70 places in one segment; in several, each gives up the room of its header and
 * holds 153 or 67 (3GPP TS 23.040, section 9.2.3.24.1). Neither an escaped character nor a surrogate pair is cut in
 * two: what does not fit whole moves to the next segment.
 */
export function smsSize(text: string): SmsSize {
  const characters = [...text];
  const widths = characters.map((character) =>
    BASIC.includes(character) ? 1 : EXTENSION.includes(character) ? 2 : undefined,
  );
  const gsm = widths.every((width) => width !== undefined);
  const places = gsm ? widths : characters.map((character) => character.length);
  const units = places.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const [alone, joined] = gsm ? [160, 153] : [70, 67];
  const encoding = gsm ? "gsm7" : "ucs2";
  if (units <= alone) return { encoding, units, segments: units === 0 ? 0 : 1 };
  let segments = 1;
  let used = 0;
  for (const width of places) {
    if (used + (width ?? 0) > joined) {
      segments += 1;
      used = 0;
    }
    used += width ?? 0;
  }
  return { encoding, units, segments };
}
