import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  title: string;
  text?: string;
  icon?: LucideIcon;
  children?: ReactNode;
}

/** Nothing here yet: says what this place is for and offers the first step. */
export function EmptyState({ title, text, icon: Icon, children }: Props) {
  return (
    <div className="state">
      {Icon !== undefined && <Icon size={30} strokeWidth={1.5} aria-hidden />}
      <h2>{title}</h2>
      {text !== undefined && <p>{text}</p>}
      {children}
    </div>
  );
}
