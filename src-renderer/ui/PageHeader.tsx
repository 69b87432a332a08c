import type { ReactNode } from "react";

/** Title of a page with its actions at the right. */
export function PageHeader({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <header className="page-head">
      <h1>{title}</h1>
      {children !== undefined && <div className="page-head-actions">{children}</div>}
    </header>
  );
}
