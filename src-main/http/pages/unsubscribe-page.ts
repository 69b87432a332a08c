import type { UnsubscribeView } from "../../service/pages.ts";
import { escape, pageOf } from "./layout.ts";
import type { PageLocale } from "./layout.ts";
import { WORDS } from "./words.ts";

/** The question, or what came of it. The form posts to its own address; nothing happens before that. */
export function unsubscribePage(view: UnsubscribeView, locale: PageLocale): string {
  const words = WORDS[locale];
  const lists = words.what[view.list === "marketing" ? "marketing" : "service"];
  const what = Object.hasOwn(lists, view.channel) ? lists[view.channel as keyof typeof lists] : lists.other;
  const fill = (text: string) => escape(text.replace("{what}", what));
  const body = view.done
    ? `<div role="status"><h1>${escape(words.done)}</h1></div><p>${fill(words.doneHelp)}</p>`
    : `<h1>${fill(words.ask)}</h1><p class="hint">${escape(words.askHelp)}</p>` +
      `<form method="post"><button type="submit">${escape(words.confirm)}</button></form>`;
  return pageOf(locale, view.done ? words.done : words.unsubscribe, view.sender, body);
}
