import type { Node } from "@begat/client/browser";
import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { NodeLink } from "../../parts/node-link.tsx";
import classes from "./home.module.css";
import { nameOf } from "./name-of.ts";

interface Line {
  readonly key: string;
  readonly text: ReactNode;
}

/** A short list; `hasMore` when there are more than these. */
export function Lines({ lines, hasMore }: { lines: readonly Line[]; hasMore: boolean }) {
  return (
    <ul className={classes.lines}>
      {lines.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
      {hasMore && (
        <li>
          <Text size="xs" c="dimmed" component="span">
            and more
          </Text>
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
