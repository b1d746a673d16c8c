import { Code } from "@mantine/core";
import { kindIn } from "../app/places.ts";
import { NodeLink } from "./node-link.tsx";
import classes from "./parts.module.css";

/** A value that somebody recorded: an id as a link, text as it is, anything else as JSON. */
export function JsonValue({ value }: { value: unknown }) {
  if (typeof value === "string") {
    return kindIn(value) === undefined ? (
      <span className={classes.anyText}>{value}</span>
    ) : (
      <NodeLink id={value} />
    );
  }
  if (typeof value === "object" && value !== null) {
    return (
      <Code block className={classes.json}>
        {JSON.stringify(value, null, 2)}
      </Code>
    );
  }
  return <span className={classes.number}>{String(value)}</span>;
}
