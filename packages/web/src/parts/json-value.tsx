import { Code } from "@mantine/core";
import { kindIn } from "../app/places.ts";
import { Instant } from "./instant.tsx";
import { NodeLink } from "./node-link.tsx";
import classes from "./parts.module.css";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** A value that somebody recorded: an id as a link, an instant in words, text as it is, anything else as JSON. */
export function JsonValue({ value }: { value: unknown }) {
  if (typeof value === "string") {
    if (INSTANT.test(value)) return <Instant at={value} />;
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
