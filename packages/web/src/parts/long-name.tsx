import { Fragment } from "react";
import classes from "./parts.module.css";

const SHORT = 20;
/** Behind these a name breaks best. */
const PARTS = /(?<=[_./])/;

/** A name in a cell: a long one in two lines of small letters, and whole when it is pointed at. */
export function LongName({ name }: { name: string }) {
  return (
    <span className={classes.longName} title={name} data-long={name.length > SHORT || undefined}>
      {name.split(PARTS).map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name do not move
        <Fragment key={place}>
          {place > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}
