import { instantIn, kindIn } from "@begat/core";
import { Code } from "@mantine/core";
import { Instant } from "./instant.tsx";
import { NodeLink } from "./node-link.tsx";
import classes from "./parts.module.css";

interface JsonValueProps {
  /** The property that it is of. */
  readonly name?: string;
  readonly value: unknown;
}

/** A value that somebody recorded: an id as a link, an instant in words, text as it is, anything else as JSON. */
export function JsonValue({ name = "", value }: JsonValueProps) {
  const instant = instantIn(name, value);
  if (instant !== undefined) return <Instant at={instant} />;
  if (typeof value === "string") {
    return kindIn(value) === undefined ? (
      <span className={classes.anyText}>{value}</span>
    ) : (
      <NodeLink id={value} />
    );
  }
  if (typeof value === "object" && value !== null) {
    return (
      <Code block className={classes.json} tabIndex={0} {...(name !== "" && { "aria-label": name })}>
        {JSON.stringify(value, null, 2)}
      </Code>
    );
  }
  return <span className={classes.number}>{String(value)}</span>;
}
