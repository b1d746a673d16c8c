import type { ReactNode } from "react";
import classes from "./files.module.css";

interface ScrolledTextProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** Lines of text as they are, scrolling inside themselves. */
export function ScrolledText({ label, children }: ScrolledTextProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it
    <section className={classes.text} aria-label={label} tabIndex={0}>
      <pre>{children}</pre>
    </section>
  );
}
