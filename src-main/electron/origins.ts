/** The scheme the window's pages come from; it is registered as standard and secure (protocol.ts). */
export const appScheme = "app";
/** Origin of the app's own page, as Chromium writes it. */
export const appOrigin = `${appScheme}://parcours`;
/** The page the window shows. */
export const startUrl = `${appOrigin}/`;
/** Origin of message previews: another host, so that a preview can never pass for the app. */
export const previewOrigin = `${appScheme}://preview`;

/** True for the page itself, whatever its fragment: what a reload navigates to. */
export function isStartUrl(url: string): boolean {
  return url.split("#")[0] === startUrl;
}

/**
 * True for a registered preview, by its form, at whatever place in it; whether it exists is the protocol handler's to
 * say.
 */
export function isPreviewUrl(url: string): boolean {
  return /^app:\/\/preview\/preview\/[A-Za-z0-9_-]{43}(?:#[\w-]*)?$/.test(url);
}
