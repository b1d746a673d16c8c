import type { NodeDetail } from "@begat/client/browser";
import type { ReactNode } from "react";
import { formatDuration } from "../../parts/duration.ts";
import { Instant } from "../../parts/instant.tsx";
import { JsonValue } from "../../parts/json-value.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { ownProps } from "../../parts/own-props.ts";
import { Section } from "../../parts/section.tsx";
import { StatusBadge } from "../../parts/status-badge.tsx";
import { durationOf } from "./duration.ts";
import { edgesOf } from "./edges-of.ts";
import { tagsOf } from "./own-words.ts";
import classes from "./run.module.css";

type Fact = readonly [name: string, value: ReactNode];

/** More links than these fold. */
const MOST_LINKS = 8;

/** What is shown elsewhere on the page, or stands for itself there. */
const SHOWN = "name description started_at ended_at status params tags environment dirty diff user_id".split(
  " ",
);

/** The facts of a run in two columns: state, times, who, where it belongs. */
export function RunFacts({ node }: { node: NodeDetail }) {
  const { props } = node;
  const took = durationOf(props.started_at, props.ended_at, Date.now());
  const own = ownProps(props, SHOWN);
  const said = tagsOf(node)["mlflow.source.name"];
  const facts: readonly (Fact | undefined)[] = [
    ["Status", <StatusBadge key="status" status={props.status} />],
    linked(node, "Experiment", "upstream", "run-of"),
    linked(node, "By", "upstream", "performed-by"),
    ["Started", <Instant key="started" at={textOf(props.started_at) ?? node.at} />],
    ["Ended", <Instant key="ended" at={textOf(props.ended_at)} />],
    took === undefined
      ? undefined
      : ["Duration", `${formatDuration(took)}${props.ended_at === undefined ? " so far" : ""}`],
    linked(node, "Part of", "upstream", "part-of"),
    linked(node, "Parts", "downstream", "part-of"),
    linked(node, "Commit", "upstream", "at-commit"),
    typeof said === "string" ? ["Script", <JsonValue key="script" value={said} />] : undefined,
    ...own.map(([name, value]) => [name, <JsonValue key={name} name={name} value={value} />] as const),
    ...node.aliases.map(({ scheme, value }) => [scheme, <JsonValue key={value} value={value} />] as const),
  ];
  return (
    <Section title="Summary">
      <KeyValues items={facts.filter((fact) => fact !== undefined)} />
    </Section>
  );
}

type Group = NodeDetail["edges"][number];

function linked(
  node: NodeDetail,
  name: string,
  direction: Group["direction"],
  rel: Group["rel"],
): Fact | undefined {
  const { edges, more } = edgesOf(node, direction, [rel]);
  if (edges.length === 0) return undefined;
  const ids = edges.map((edge) => (direction === "upstream" ? edge.to : edge.from));
  const links = ids.map((id) => (
    <div key={id}>
      <NodeLink id={id} />
    </div>
  ));
  const rest = links.slice(MOST_LINKS);
  const all = (
    <>
      {links.slice(0, MOST_LINKS)}
      {rest.length > 0 && (
        <details className={classes.details}>
          <summary>{rest.length} more</summary>
          {rest}
        </details>
      )}
    </>
  );
  return [ids.length + more > 1 ? `${name} (${ids.length + more})` : name, all];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
