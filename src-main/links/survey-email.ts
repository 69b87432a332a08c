import type { Send } from "../../src-shared/engine/run.ts";

/**
 * A survey asked by email, as a mail: the question as its subject, and the answers as links that open the page with the
 * answer chosen. Nothing is answered by following a link, because mail programs follow links by themselves.
 * @returns nothing for other messages, or where no page can be reached
 */
export function surveyEmail(
  send: Send,
  page: string | undefined,
  unsubscribe: string | undefined,
): Record<string, string> {
  const { ask, question } = send.rendered ?? {};
  if (send.channel !== "email" || typeof ask !== "string" || typeof question !== "string") return {};
  if (page === undefined) return { subject: question, text: question };
  const answers = answersOf(send.rendered ?? {});
  const links = answers.map(({ value, label }) => ({
    label,
    href: `${page}?a=${encodeURIComponent(value)}`,
  }));
  const all = links.length === 0 ? [{ label: "…", href: page }] : links;
  const cells = all
    .map(
      ({ label, href }) =>
        `<a href="${escape(href)}" style="display:inline-block;margin:4px;padding:10px 14px;border:1px solid #8886;` +
        `border-radius:8px;text-decoration:none;font-weight:600">${escape(label)}</a>`,
    )
    .join("\n");
  const end =
    send.class === "promotional" && unsubscribe !== undefined
      ? `<p style="font-size:12px"><a href="${escape(unsubscribe)}">Unsubscribe · Se désabonner</a></p>`
      : "";
  return {
    subject: question,
    html: `<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif;font-size:16px"><p>${escape(question)}</p><p>${cells}</p>${end}</body></html>`,
    text: `${question}\n\n${page}${end === "" ? "" : `\n\n${unsubscribe ?? ""}`}`,
  };
}

/** The answers a question offers, in order; none for free text. */
export function answersOf(rendered: Record<string, unknown>): { value: string; label: string }[] {
  const { ask, least, most, choices } = rendered;
  if (ask === "thumbs")
    return [
      { value: "1", label: "👍" },
      { value: "0", label: "👎" },
    ];
  if (typeof least === "number" && typeof most === "number")
    return Array.from({ length: most - least + 1 }, (_, index) => {
      const value = String(least + index);
      return { value, label: ask === "stars" ? "★".repeat(least + index) : value };
    });
  if (!Array.isArray(choices)) return [];
  return choices.flatMap((choice: unknown) => {
    const id = typeof choice === "object" && choice !== null && "id" in choice ? choice.id : undefined;
    const label = typeof id === "string" ? rendered[`choice.${id}`] : undefined;
    return typeof id === "string" ? [{ value: id, label: typeof label === "string" ? label : id }] : [];
  });
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
