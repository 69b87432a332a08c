/** The part of html-to-text that is used; the package brings no types. */
declare module "html-to-text" {
  interface Selector {
    selector: string;
    format?: string;
    options?: Record<string, unknown>;
  }
  interface Options {
    wordwrap?: number | false | null;
    selectors?: Selector[];
    limits?: { maxInputLength?: number; maxDepth?: number; maxChildNodes?: number };
  }
  export function compile(options?: Options): (html: string) => string;
}
