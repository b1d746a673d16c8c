import type { NodeDetail } from "@begat/client/browser";
import { durationOf, formatDuration } from "../../parts/duration.ts";
import { Instant } from "../../parts/instant.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { EdgeGroup } from "../../parts/neighbours.tsx";
import { NodeHead } from "../../parts/node-head.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { OtherProps } from "../../parts/other-props.tsx";
import { groupOf } from "../../parts/related.tsx";
import { Section } from "../../parts/section.tsx";
import { InputsAndOutputs } from "./inputs-and-outputs.tsx";
import { RunError } from "./run-error.tsx";

const SHOWN = ["name", "job", "started_at", "ended_at", "status", "error", "nominal_start", "nominal_end"];

/** A run of a job: how it went, what it read and wrote, and what it was a part of. */
export function JobRunView({ node }: { node: NodeDetail }) {
  const parents = groupOf(node, "upstream", "part-of");
  const children = groupOf(node, "downstream", "part-of");
  const triggers = groupOf(node, "upstream", "triggered-by");
  const artifacts = groupOf(node, "upstream", "has-artifact");
  return (
    <>
      <NodeHead node={node} />
      <RunError error={node.props.error} />
      <Section title="About">
        <KeyValues items={factsOf(node)} />
      </Section>
      <Section title="Inputs and outputs">
        <InputsAndOutputs run={node} />
      </Section>
      {parents !== undefined && (
        <Section title="Part of">
          <EdgeGroup node={node.id} group={parents} />
        </Section>
      )}
      {children !== undefined && (
        <Section title={`Parts (${children.count.toLocaleString("en")})`}>
          <EdgeGroup node={node.id} group={children} />
        </Section>
      )}
      {triggers !== undefined && (
        <Section title="Triggered by">
          <EdgeGroup node={node.id} group={triggers} />
        </Section>
      )}
      {artifacts !== undefined && (
        <Section title="Artifacts">
          <EdgeGroup node={node.id} group={artifacts} />
        </Section>
      )}
      <OtherProps props={node.props} shown={SHOWN} />
    </>
  );
}

function factsOf(node: NodeDetail) {
  const { at, props } = node;
  const end = typeof props.ended_at === "string" ? props.ended_at : undefined;
  const took = durationOf(at, end);
  const upstream = (rel: "run-of" | "at-commit" | "performed-by") =>
    groupOf(node, "upstream", rel)?.edges.map(({ to, q }) => <NodeLink key={`${to} ${q}`} id={to} />);
  return [
    ["Job", upstream("run-of")],
    ["Started", at !== null && <Instant key="start" at={at} />],
    ["Ended", end !== undefined && <Instant key="end" at={end} />],
    ["Took", took !== undefined && formatDuration(took)],
    [
      "Planned for",
      typeof props.nominal_start === "string" && <Instant key="plan" at={props.nominal_start} />,
    ],
    ["Commit", upstream("at-commit")],
    ["By", upstream("performed-by")],
  ].flatMap(([name, value]) => (value ? [[name as string, value] as const] : []));
}
