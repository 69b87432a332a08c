import { isWithin } from "./form-context.ts";

/**
 * Brings the field of a path to the front and into focus: the innermost field the path lies in. Lists and conditions
 * whose inner field has no input yet get the focus on their first button.
 */
export function focusField(form: HTMLElement, path: string): void {
  const fields = [...form.querySelectorAll<HTMLElement>("[data-path]")];
  const inner = fields
    .filter(({ dataset }) => {
      const at = dataset["path"] ?? "";
      return (
        at === path || (at !== "" && isWithin(path, at)) || (at !== "" && isWithin(path, `settings.${at}`))
      );
    })
    .sort((a, b) => (b.dataset["path"] ?? "").length - (a.dataset["path"] ?? "").length)[0];
  const field = inner ?? fields[0];
  const input =
    field?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select, [contenteditable=true]") ??
    field?.querySelector<HTMLElement>("button");
  field?.scrollIntoView({ block: "nearest" });
  input?.focus();
}
