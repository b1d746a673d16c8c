import type { Node } from "@begat/client/browser";
import { Anchor, Text } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { NodeLink } from "../../parts/node-link.tsx";
import classes from "./home.module.css";
import { nameOf } from "./name-of.ts";

interface Line {
  readonly key: string;
  readonly text: ReactNode;
}

interface LinesProps {
  readonly lines: readonly Line[];
  /** Whether there are more than these. */
  readonly hasMore: boolean;
  /** The page that lists all of them; undefined where there is none. */
  readonly all?: LinkProps | undefined;
}

/** A short list, and the way to the rest. */
export function Lines({ lines, hasMore, all }: LinesProps) {
  return (
    <ul className={classes.lines}>
      {lines.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
      {hasMore && (
        <li>
          {all === undefined ? (
            <Text size="xs" c="dimmed" component="span">
              and more
            </Text>
          ) : (
            <Anchor size="xs" underline="always" renderRoot={(its) => <Link {...all} {...its} />}>
              See all
            </Anchor>
          )}
        </li>
      )}
    </ul>
  );
}

/** A node by its name, and what to say of it. */
export function nodeLine(node: Node, note: ReactNode): Line {
  const text = (
    <div className={classes.node}>
      <NodeLink id={node.id}>{nameOf(node)}</NodeLink>
      <Text component="span" size="xs" c="dimmed" className={classes.note}>
        {note}
      </Text>
    </div>
  );
  return { key: node.id, text };
}
