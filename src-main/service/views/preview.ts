import type { Send } from "../../../src-shared/engine/run.ts";
import { finishContent } from "../../links/finish.ts";
import { createLinks } from "../../links/links.ts";
import type { ReadableDb } from "../../store/db.ts";

/**
 * A message as an HTML document for the preview origin, whose policy forbids scripts and remote images
 * (reliability.md, Untrusted content). A message without HTML becomes its text. Nothing in it is tracked: who looks at a
 * preview is not the person.
 */
export function previewHtml(db: ReadableDb, send: Send): string {
  const rendered = finishContent(send, { ...createLinks(db), tracking: { clicks: false, opens: false } });
  const { html } = rendered;
  if (typeof html === "string" && html !== "") return html;
  const text = rendered["text"] ?? rendered["body"] ?? "";
  const shown = typeof text === "string" ? text : "";
  return `<!doctype html><html><head><meta charset="utf-8"></head><body><pre style="white-space:pre-wrap;font:inherit">${escapeHtml(shown)}</pre></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
