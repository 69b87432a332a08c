import { Download, FileText, Rocket, Save } from "lucide-react";
import type { Action } from "../../actions/action.ts";
import type { Desk } from "../desk.ts";

const group = "file";

/** The journey as a whole. */
export const FILE_ACTIONS: readonly Action<Desk>[] = [
  { id: "save", group, icon: Save, keys: ["Mod+S"], where: "anywhere", run: (desk) => desk.save() },
  { id: "publish", group, icon: Rocket, where: "anywhere", run: (desk) => desk.publish() },
  { id: "export-journey", group, icon: Download, where: "anywhere", run: (desk) => desk.exportAs("journey") },
  { id: "export-mermaid", group, icon: FileText, where: "anywhere", run: (desk) => desk.exportAs("mermaid") },
];
