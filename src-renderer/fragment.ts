/** The fragment of the address: `#token=…&at=/route`. A fragment is never sent to a server nor put into a log. */
interface Fragment {
  token: string;
  at: string;
}

/** Reads the fragment; a missing token is empty and a missing route is the start page. */
export function readFragment(hash: string): Fragment {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const at = values.get("at") ?? "/";
  return { token: values.get("token") ?? "", at: /^\/(?!\/)/.test(at) ? at : "/" };
}

/**
 * Writes the fragment for a route, keeping the token, so that reloading the page still finds it. Routes stay readable:
 * only what would end the value is escaped.
 */
export function writeFragment({ token, at }: Fragment): string {
  const route = at.replace(/[%&+#]/g, (sign) => encodeURIComponent(sign)).replaceAll(" ", "%20");
  return token === "" ? `#at=${route}` : `#token=${encodeURIComponent(token)}&at=${route}`;
}

/** The id of the journey a route leads to, if it leads to one. */
export function journeyOf(route: string): string | undefined {
  return /^\/journeys\/([^/]+)/.exec(route)?.[1];
}
