import { lazy, Suspense } from "react";
import type { TemplateEditorProps } from "./TemplateEditor.tsx";

const load = () => import("./TemplateEditor.tsx");
const Editor = lazy(async () => ({ default: (await load()).TemplateEditor }));

/** Fetches the editor before somebody needs it. */
export function warmUpTemplates(): void {
  void load();
}

/** A template's editor; its code is a chunk of its own, and until it is there the text can be read. */
export function TemplateInput(props: TemplateEditorProps) {
  return (
    <Suspense
      fallback={
        <div className="template" data-format={props.format} data-long={props.long || undefined} aria-busy>
          <div className="template-coming">{props.value === "" ? props.placeholder : props.value}</div>
        </div>
      }
    >
      <Editor {...props} />
    </Suspense>
  );
}
