import type { ReactNode } from "react";
import { Link } from "react-router";
import { insideWorkbench } from "../path";

/** A link to an address the server gave, inside the workbench or on the public site. */
export function SmartLink({ href, children, className }: { href: string; children: ReactNode; className?: string }) {
  const inside = insideWorkbench(href);
  if (inside !== null) {
    return (
      <Link to={inside} className={className}>
        {children}
      </Link>
    );
  }
  return (
    <a href={href} className={className}>
      {children}
    </a>
  );
}
