import type { Impact } from "@begat/client/browser";
import { relationSpec } from "@begat/core";
import { Text } from "@mantine/core";
import { Fragment } from "react";
import { NodeLink } from "../../parts/node-link.tsx";
import classes from "./impact.module.css";

type Edges = Impact["affected"][number]["reason"];

/** A step of a reason, read from the change on: what it does to the next node. */
export interface ReasonStep {
  readonly verb: string;
  readonly id: string;
  /** The qualifier of the edge, such as the role of a dataset. */
  readonly q: string;
}

/** The way of a change as a sentence: where it starts, then what leads on to what. */
export function stepsOf(edges: Edges): {
  readonly start: string | undefined;
  readonly steps: readonly ReasonStep[];
} {
  const steps: ReasonStep[] = [];
  const start = startOf(edges);
  let at = start;
  for (const { from, rel, to, q } of edges) {
    const isBack = at === to;
    at = isBack ? from : to;
    steps.push({ verb: isBack ? (VERBS[rel] ?? relationSpec(rel).inverse) : rel, id: at, q });
  }
  return { start, steps };
}

/** The end of the first edge that the second does not touch. */
function startOf([first, second]: Edges): string | undefined {
  if (first === undefined) return undefined;
  const isTouched = second !== undefined && (second.from === first.to || second.to === first.to);
  return isTouched && second.from !== first.from && second.to !== first.from ? first.from : first.to;
}

const VERBS: Readonly<Partial<Record<Edges[number]["rel"], string>>> = {
  "derived-from": "from which is derived",
  "produced-by": "which produced",
  used: "which is read by",
  "trained-on": "on which was trained",
  "evaluated-on": "on which was evaluated",
  "at-commit": "which is the code of",
  deploys: "which is deployed by",
  "stated-in": "which states",
  "seeded-by": "which seeded",
  "version-of": "has the version",
  "run-of": "has the run",
  "has-feature": "is a column of",
  "uses-feature": "is used by",
};

/** Why a change reaches a node: one shortest way, as a sentence of links. */
export function Reason({ edges }: { edges: Edges }) {
  const { start, steps } = stepsOf(edges);
  if (start === undefined) return null;
  return (
    <Text size="sm" component="p" className={classes.reason ?? ""}>
      <NodeLink id={start} />
      {steps.map(({ verb, id, q }) => (
        <Fragment key={`${verb} ${id} ${q}`}>
          {" "}
          <span className={classes.verb}>{verb}</span> <NodeLink id={id} />
        </Fragment>
      ))}
    </Text>
  );
}
