import type { NodeDetail } from "@begat/client/browser";
import { countText } from "../../parts/count-text.ts";
import { durationOf, formatDuration } from "../../parts/duration.ts";
import { Instant } from "../../parts/instant.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { NodeHead } from "../../parts/node-head.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { OtherProps } from "../../parts/other-props.tsx";
import { groupOf, RelatedSection } from "../../parts/related.tsx";
import { Section } from "../../parts/section.tsx";
import { InputsAndOutputs } from "./inputs-and-outputs.tsx";
import { RunError } from "./run-error.tsx";

const SHOWN = ["name", "job", "started_at", "ended_at", "status", "error", "nominal_start", "nominal_end"];

/** A run of a job: how it went, what it read and wrote, and what it was a part of. */
export function JobRunView({ node }: { node: NodeDetail }) {
  const parts = groupOf(node, "downstream", "part-of")?.count ?? 0;
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
      <RelatedSection title="Part of" node={node} direction="upstream" rel="part-of" />
      <RelatedSection
        title={`Parts (${countText(parts)})`}
        node={node}
        direction="downstream"
        rel="part-of"
      />
      <RelatedSection title="Triggered by" node={node} direction="upstream" rel="triggered-by" />
      <RelatedSection title="Artifacts" node={node} direction="upstream" rel="has-artifact" />
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
