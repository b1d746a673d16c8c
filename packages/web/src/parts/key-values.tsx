import type { ReactNode } from "react";
import classes from "./parts.module.css";

/** Names and what they stand for, in two columns; on a narrow page one under the other. */
export function KeyValues({ items }: { items: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={classes.keyValues}>
      {items.map(([name, value]) => (
        <div key={name} className={classes.keyValue}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
