import type { ReactNode } from "react";
import classes from "./skip-to.module.css";

interface SkipToProps {
  /** The id of what takes the focus: itself, or the first in it that the Tab key reaches. */
  readonly place: string;
  readonly children: ReactNode;
}

/**
 * The way past what the Tab key would go through, seen once it has the focus. A button, for what a link to a place in the page
 * would change is the address of the page here.
 */
export function SkipTo({ place, children }: SkipToProps) {
  const skip = (): void =>
    document.querySelector<HTMLElement>(`#${place}[tabindex], #${place} [tabindex="0"]`)?.focus();
  return (
    <button type="button" className={classes.skip} onClick={skip}>
      {children}
    </button>
  );
}
