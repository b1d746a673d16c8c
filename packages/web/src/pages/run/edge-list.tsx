import type { Edge } from "@begat/client/browser";
import { relationSpec } from "@begat/core";
import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Evidence } from "../../parts/evidence.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import classes from "./run.module.css";

interface EdgeListProps {
  /** The run that the edges belong to. */
  readonly of: string;
  readonly edges: readonly Edge[];
  /** How many there are beside these. */
  readonly more: number;
  /** Said when there are none. */
  readonly none: string;
}

/** Neighbours of a run, each with its relation, its role and how it is known. */
export function EdgeList({ of, edges, more, none }: EdgeListProps) {
  if (edges.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {none}
      </Text>
    );
  return (
    <>
      <ul className={classes.list}>
        {edges.map(({ from, rel, to, q, evidence }) => {
          const other = from === of ? to : from;
          return (
            <li key={`${rel} ${other} ${q}`} className={classes.item}>
              <NodeLink id={other} />
              <span className={classes.note}>
                {other === to ? rel : relationSpec(rel).inverse}
                {q !== "" && ` as ${q}`}
              </span>
              <Evidence evidence={evidence} />
            </li>
          );
        })}
      </ul>
      {more > 0 && (
        <Text size="sm" mt="xs">
          And {more} more, all in{" "}
          <Anchor
            underline="always"
            renderRoot={(props) => <Link to="/lineage/$" params={{ _splat: of }} {...props} />}
          >
            its lineage
          </Anchor>
          .
        </Text>
      )}
    </>
  );
}
