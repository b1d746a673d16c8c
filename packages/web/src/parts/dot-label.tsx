import type { ReactNode } from "react";
import classes from "./dot-label.module.css";

interface DotLabelProps {
  /** A colour of Mantine's; grey when it is left out. */
  readonly color?: string;
  readonly shape?: "dot" | "ring" | "dashes";
  readonly children: ReactNode;
}

/** A word with a spot of colour before it. */
export function DotLabel({ color = "gray", shape = "dot", children }: DotLabelProps) {
  return (
    <span className={classes.label}>
      <span
        className={classes.dot}
        data-shape={shape}
        style={{ color: `var(--mantine-color-${color}-filled)` }}
        aria-hidden
      />
      {children}
    </span>
  );
}
