/// <reference types="./mjml" />
import type mjml2html from "mjml";

type Compile = typeof mjml2html;

let compiler: Compile | undefined;

/** True once the compiler is in memory. */
export function isMjmlLoaded(): boolean {
  return compiler !== undefined;
}

/**
 * Loads the compiler and lets it compile an empty document, so that its own start-up is over before a template's time
 * begins to count. It is large and most workspaces' first messages are pushes: nothing loads it before it is needed.
 */
export async function loadMjml(): Promise<void> {
  if (compiler) return;
  const loaded = (await import("mjml")).default;
  await compile(
    loaded,
    "<mjml><mj-body><mj-section><mj-column><mj-text></mj-text></mj-column></mj-section></mj-body></mjml>",
  );
  compiler = loaded;
}

/**
 * Compiles MJML to HTML, before Liquid: what people's data says can then never become MJML. Includes stay off, no
 * font is fetched from elsewhere, and mistakes that a mail client can live with do not stop a message.
 * @throws when the text is not MJML at all
 */
export async function compileMjml(source: string): Promise<string> {
  if (!compiler) throw new Error("MJML is not loaded yet.");
  if (!/<mjml[\s>]/.test(source)) throw new Error("This is not an MJML document: <mjml> is missing.");
  return compile(compiler, source);
}

async function compile(mjml: Compile, source: string): Promise<string> {
  const { html } = await mjml(source, {
    fonts: {},
    ignoreIncludes: true,
    validationLevel: "soft",
    keepComments: false,
  });
  return html;
}
