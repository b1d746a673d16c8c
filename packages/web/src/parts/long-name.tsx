import { Breakable } from "./breakable.tsx";
import classes from "./parts.module.css";

const SHORT = 20;

/** A name in a cell: a long one in two lines of small letters, broken between its words if it can be, and whole when it is pointed at. */
export function LongName({ name }: { name: string }) {
  return (
    <span className={classes.longName} title={name} data-long={name.length > SHORT || undefined}>
      <Breakable name={name} />
    </span>
  );
}
