import type { Node } from "@begat/client/browser";
import { versionOf } from "@begat/core";
import { DotLabel } from "../../parts/dot-label.tsx";
import { durationOf, formatDuration } from "../../parts/duration.ts";
import { Instant } from "../../parts/instant.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { SmallTable } from "../../parts/small-table.tsx";
import type { Rollout } from "./rollouts-by-place.ts";

interface RolloutTableProps {
  readonly environment: string;
  readonly rollouts: readonly Rollout[];
}

/** The rollouts of an environment: which version, from when to when. */
export function RolloutTable({ environment, rollouts }: RolloutTableProps) {
  return (
    <SmallTable
      label={`Deployments in ${environment}`}
      minWidth={480}
      rows={rollouts}
      rowKey={({ node }) => node.id}
      columns={[
        { header: "Deployment", cell: ({ node }) => <NodeLink id={node.id} /> },
        { header: "Version", cell: ({ node }) => <Version of={node} /> },
        { header: "From", cell: ({ node }) => <Instant at={node.at} /> },
        { header: "To", cell: (rollout) => <End of={rollout} /> },
        { header: "For", isNumber: true, cell: lasted },
      ]}
    />
  );
}

function Version({ of: { props } }: { of: Node }) {
  const { model_version: version } = props;
  return typeof version === "string" && <NodeLink id={version}>{versionOf(version)}</NodeLink>;
}

function End({ of: { to } }: { of: Rollout }) {
  return to === undefined ? (
    <DotLabel color="teal">live</DotLabel>
  ) : (
    <Instant at={new Date(to).toISOString()} />
  );
}

function lasted({ node, to = Date.now() }: Rollout): string {
  return formatDuration(durationOf(node.at, new Date(to).toISOString()));
}
