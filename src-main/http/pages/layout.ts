import { createHash } from "node:crypto";
import { isolationHeaders } from "../csp.ts";

/** Languages of the pages. */
export type PageLocale = "en" | "fr";

/** Colours and sizes of all pages; one text, so that the policy can name it by its hash. */
const STYLE = `
:root{color-scheme:light dark;--bg:#f6f7f9;--panel:#fff;--line:#d5dae2;--ink:#1b2330;--muted:#566172;--accent:#4f46e5;--soft:#eef0fe;--bad:#b91c1c}
@media (prefers-color-scheme:dark){:root{--bg:#12151b;--panel:#1a1e26;--line:#3a4250;--ink:#e8ebf1;--muted:#a8b1c0;--accent:#8c8af9;--soft:#292a52;--bad:#f69090}}
*{box-sizing:border-box}
body{margin:0;padding:24px 16px;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:560px;margin:6vh auto 0;padding:24px;background:var(--panel);border:1px solid var(--line);border-radius:12px}
h1{margin:0 0 8px;font-size:22px;line-height:1.3;overflow-wrap:anywhere}
p{margin:8px 0}
.who{margin:0 0 12px;color:var(--muted);font-size:14px}
.hint{color:var(--muted);font-size:14px}
.bad{color:var(--bad);font-weight:600}
fieldset{margin:16px 0;padding:0;border:0;min-width:0}
legend{padding:0;font-weight:600;margin-bottom:8px}
.row{display:grid;grid-template-columns:repeat(auto-fit,minmax(44px,1fr));gap:8px}
.list{display:grid;gap:8px}
.pick{position:relative;display:flex}
.pick input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.pick span{display:flex;align-items:center;justify-content:center;min-width:44px;min-height:44px;padding:6px 12px;border:1px solid var(--line);border-radius:8px;background:var(--panel)}
.pick span{width:100%}
.list .pick span{justify-content:flex-start;overflow-wrap:anywhere}
.pick input:checked+span{border-color:var(--accent);background:var(--soft);font-weight:600;box-shadow:inset 0 0 0 1px var(--accent)}
.pick input:focus-visible+span{outline:3px solid var(--accent);outline-offset:2px}
.ends{display:flex;justify-content:space-between;gap:16px;margin-top:6px;color:var(--muted);font-size:14px}
label.text{display:block;margin:16px 0 6px;font-weight:600}
textarea{width:100%;min-height:96px;padding:10px;border:1px solid var(--line);border-radius:8px;background:var(--bg);color:var(--ink);font:inherit;resize:vertical}
button{min-height:44px;margin-top:12px;padding:10px 20px;border:0;border-radius:8px;background:#4f46e5;color:#fff;font:inherit;font-weight:600;cursor:pointer}
button:focus-visible,textarea:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
@media (max-width:480px){body{padding:12px}main{margin-top:0;padding:20px 16px}button{width:100%}}
@media (forced-colors:active){.pick input:checked+span{outline:2px solid}}
`.trim();

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** Headers of every page: nothing but its own style and form, nothing kept, nobody told where the reader comes from. */
export const pageHeaders: Readonly<Record<string, string>> = {
  ...isolationHeaders,
  "Cache-Control": "no-store",
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "Content-Type": "text/html; charset=utf-8",
  "X-Frame-Options": "DENY",
  "X-Robots-Tag": "noindex, nofollow",
};

/** A whole page. `body` is markup; what comes from elsewhere in it went through {@link escape}. */
export function pageOf(locale: PageLocale, title: string, who: string, body: string): string {
  const sender = who === "" ? "" : `<p class="who">${escape(who)}</p>`;
  return (
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escape(title)}</title>` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">` +
    `<style>${STYLE}</style></head><body><main>${sender}${body}</main></body></html>`
  );
}

/** Text as it may stand in markup and in quoted attributes. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
