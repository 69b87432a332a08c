import type { Send } from "../../../src-shared/engine/run.ts";

/**
 * A message as an HTML document for the preview origin, whose policy forbids scripts and remote images
 * (reliability.md, Untrusted content). A message without HTML becomes its text.
 */
export function previewHtml(send: Send): string {
  const html = send.rendered?.["html"];
  if (typeof html === "string" && html !== "") return html;
  const text = send.rendered?.["text"] ?? send.rendered?.["body"] ?? "";
  const shown = typeof text === "string" ? text : "";
  return `<!doctype html><html><head><meta charset="utf-8"></head><body><pre style="white-space:pre-wrap;font:inherit">${escapeHtml(shown)}</pre></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
