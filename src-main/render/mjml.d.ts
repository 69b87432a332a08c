/** The part of MJML that is used; the package brings no types. */
declare module "mjml" {
  interface MjmlOptions {
    fonts?: Record<string, string>;
    keepComments?: boolean;
    ignoreIncludes?: boolean;
    validationLevel?: "strict" | "soft" | "skip";
  }
  export default function mjml2html(mjml: string, options?: MjmlOptions): Promise<{ html: string }>;
}
