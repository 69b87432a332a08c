import { registerTexts } from "../app/i18n.ts";
import { REASON_WORDS, WHY_WORDS } from "./why-words.ts";

registerTexts("why", WHY_WORDS);
registerTexts("reason", REASON_WORDS);
