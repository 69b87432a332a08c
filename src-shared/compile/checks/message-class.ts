import { problem, type Problem } from "../../problems.ts";
import { nameOf, type Draft } from "../draft.ts";
import { mended, safely, setParam } from "../fixes/fixes.ts";
import { messagesOf } from "../messages.ts";

/** The class decides about consent, caps and quiet hours, so it must be said where the journey has both, or urgency. */
export function checkMessageClass(draft: Draft): Problem[] {
  const messages = messagesOf(draft);
  const isOpen = draft.journey.settings.class === undefined;
  const others = messages.some(({ message }) => message.class === "service");
  return messages.flatMap(({ read, message, isPromotion }) => {
    const { node, path } = read;
    const asService = setParam(node.id, ["class"], "service", {
      en: "Make it a service message",
      fr: "En faire un message de service",
    });
    const args = { node: nameOf(draft, node.id) };
    const at = { path: `${path}.params.class`, nodeId: node.id };
    if (isPromotion && message.urgent === true)
      return [mended(problem("urgent-promotion", { ...at, path: `${path}.params.urgent` }, args), asService)];
    return isOpen && others && message.class === undefined
      ? [
          mended(
            problem("class-left-open", at, args),
            safely(
              setParam(node.id, ["class"], "promotional", {
                en: "Say that it is promotion",
                fr: "Dire que c’est de la promotion",
              }),
            ),
          ),
        ]
      : [];
  });
}
