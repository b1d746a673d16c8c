import type { ReactNode } from "react";
import classes from "./parts.module.css";

const SHORT = 20;

/** A name in a cell: a long one in two lines of small letters, broken between its words if it can be, and whole when it is pointed at. */
export function LongName({ name }: { name: string }) {
  return (
    <span className={classes.longName} title={name} data-long={name.length > SHORT || undefined}>
      {name.split(/(?<=[_./-])/).reduce<ReactNode>(joined, "")}
    </span>
  );
}

/** Two parts of a name, between which a line may end. */
function joined(before: ReactNode, part: string) {
  return (
    <>
      {before}
      <wbr />
      {part}
    </>
  );
}
