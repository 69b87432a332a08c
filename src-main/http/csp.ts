import { randomBytes } from "node:crypto";

/** A Content-Security-Policy nonce for one response: 128 random bits in base64. */
export function createNonce(): string {
  return randomBytes(16).toString("base64");
}

/** Which origins the page of the app may reach beside its own. */
export interface PagePolicy {
  nonce: string;
  /** Where live connections go, such as `ws://127.0.0.1:4173`; none in the desktop window. */
  connect: readonly string[];
  /** The origin of message previews. */
  preview: string;
}

/**
 * The Content-Security-Policy of the app's own page, for the loopback host and the desktop protocol alike
 * (reliability.md, Electron shell and Loopback host). Scripts only from the own origin; styles also with the nonce of
 * this response, because the UI kit writes style elements at run time. Style attributes in markup stay forbidden: what
 * React and the canvas set goes through the style object, which the policy does not touch.
 */
export function pagePolicy({ nonce, connect, preview }: PagePolicy): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    ["connect-src 'self'", ...connect].join(" "),
    `frame-src ${preview}`,
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * The Content-Security-Policy of a previewed message: no scripts, no forms, no navigation of the app, an opaque
 * origin, and no request to the outside unless the person asked for the images (reliability.md, Untrusted content).
 * @param parent origin of the page that may frame the preview
 */
export function previewPolicy(parent: string, allowImages: boolean): string {
  return [
    "sandbox",
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    allowImages ? "img-src data: https:" : "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${parent}`,
  ].join("; ");
}

/** Headers that every answer carries, whatever it is: no sniffing, no referrer, no sharing with other origins. */
export const isolationHeaders: Readonly<Record<string, string>> = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** Puts the nonce where the page's scripts find it: Vite reads the `nonce` attribute, the UI kit `content`. */
export function withNonce(html: string, nonce: string): string {
  const meta = `<meta property="csp-nonce" nonce="${nonce}" content="${nonce}">`;
  return html.replace(/<head(\s[^>]*)?>/i, (head) => head + meta);
}
