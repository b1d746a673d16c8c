import type { Node } from "@begat/client/browser";
import { Anchor, Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { nameOf } from "../../parts/name-of.ts";
import { NodeLink } from "../../parts/node-link.tsx";
import classes from "./home.module.css";

/** How many lines a list has before it is opened. */
export const SHOWN = 4;

interface Line {
  readonly key: string;
  readonly text: ReactNode;
}

interface LinesProps {
  readonly lines: readonly Line[];
  /** The page that has the rest; undefined where the lines are all there are. */
  readonly rest?: LinkProps | undefined;
}

/** A short list, and the way to what it leaves out. */
export function Lines({ lines, rest }: LinesProps) {
  const [showsAll, { toggle }] = useDisclosure(false);
  const canOpen = rest === undefined && lines.length > SHOWN;
  return (
    <ul className={classes.lines}>
      {(showsAll ? lines : lines.slice(0, SHOWN)).map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
      {rest !== undefined && (
        <li>
          <Anchor size="xs" underline="always" renderRoot={(its) => <Link {...rest} {...its} />}>
            See all
          </Anchor>
        </li>
      )}
      {canOpen && (
        <li>
          <Button variant="subtle" size="compact-xs" onClick={toggle}>
            {showsAll ? "Show fewer" : `Show all ${lines.length.toLocaleString("en")}`}
          </Button>
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
