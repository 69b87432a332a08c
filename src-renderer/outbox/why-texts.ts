import { CHANNEL_REASONS } from "../../src-shared/channels/reasons.ts";
import { registerTexts } from "../app/i18n.ts";
import { REASON_WORDS, WHY_WORDS } from "./why-words.ts";

registerTexts("why", WHY_WORDS);
registerTexts("reason", REASON_WORDS);
registerTexts("reason", channelReasons());

/** What channels say of messages, in the same short words as in the settings. */
function channelReasons() {
  const words = (locale: "en" | "fr") =>
    Object.fromEntries(
      Object.entries(CHANNEL_REASONS).map(([reason, texts]) => [reason, texts[locale].text]),
    );
  return { en: words("en"), fr: words("fr") };
}
