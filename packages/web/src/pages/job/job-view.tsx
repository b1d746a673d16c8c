import type { JobRuns, NodeDetail } from "@begat/client/browser";
import { Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { jobRunsQuery, nodeQuery } from "../../api/queries.ts";
import { durationOf } from "../../parts/duration.ts";
import { DurationBars, inWords } from "../../parts/duration-bars.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Instant } from "../../parts/instant.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeHead } from "../../parts/node-head.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { OtherProps } from "../../parts/other-props.tsx";
import { groupOf } from "../../parts/related.tsx";
import { Section } from "../../parts/section.tsx";
import { StatusBadge } from "../../parts/status-badge.tsx";
import { Code } from "./code.tsx";
import { InputsAndOutputs } from "./inputs-and-outputs.tsx";
import { JobRunTable } from "./job-run-table.tsx";
import { RunError } from "./run-error.tsx";

const SHOWN = ["name", "description", "namespace", "type", "source"];
const CHARTED = 100;

/** A job: how its runs went, and what the last one read, wrote and ran. */
export function JobView({ node }: { node: NodeDetail }) {
  const query = useInfiniteQuery(jobRunsQuery(node.id));
  const facts = factsOf(node);
  return (
    <>
      <NodeHead node={node} />
      {typeof node.props.description === "string" && <Text maw={720}>{node.props.description}</Text>}
      {facts.length > 0 && (
        <Section title="About">
          <KeyValues items={facts} />
        </Section>
      )}
      <Loaded query={query} what="The runs could not be read">
        {({ pages }) => {
          const runs = pages.flatMap(({ items }) => items);
          const [last] = runs;
          if (last === undefined)
            return <Empty title="No run of this job yet">It is known by its definition alone.</Empty>;
          const charted = runs.slice(0, CHARTED);
          return (
            <>
              <Section title="Durations">
                <Durations runs={charted} />
              </Section>
              <LastRun id={last.id} />
              <Section title="Runs">
                <JobRunTable runs={runs} query={query} />
              </Section>
            </>
          );
        }}
      </Loaded>
      <Code node={node} />
      <OtherProps props={node.props} shown={SHOWN} />
    </>
  );
}

/** How long the runs took over time, where any says so. */
function Durations({ runs }: { runs: JobRuns["items"] }) {
  const isKnown = runs.some(({ at, ended_at }) => durationOf(at, ended_at) !== undefined);
  const oldest = runs.at(-1);
  return (
    <>
      {isKnown && <DurationBars runs={runs} width={640} height={72} />}
      <Text size="sm" c="dimmed" mt={4} component="div">
        {inWords(runs)}
        {isKnown && runs.length > 1 && (
          <>
            ; from <Instant at={oldest?.at} /> on the left to <Instant at={runs[0]?.at} />
          </>
        )}
        .
      </Text>
    </>
  );
}

function LastRun({ id }: { id: string }) {
  const query = useQuery(nodeQuery(id));
  return (
    <Section title="The last run">
      <Loaded query={query} what="The last run could not be read">
        {(run) => (
          <Stack gap="sm">
            <Group gap="sm" fz="sm">
              <NodeLink id={id} />
              <StatusBadge status={run.props.status} />
            </Group>
            <RunError error={run.props.error} />
            <InputsAndOutputs run={run} />
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

function factsOf(node: NodeDetail) {
  const { namespace, type } = node.props;
  const owners = groupOf(node, "upstream", "owned-by")?.edges ?? [];
  return [
    ["Namespace", typeof namespace === "string" && namespace],
    [
      "Type",
      typeof type === "object" && type !== null
        ? Object.values(type).map(String).join(", ")
        : typeof type === "string" && type,
    ],
    ["Owner", owners.length > 0 && owners.map(({ to, q }) => <NodeLink key={`${to} ${q}`} id={to} />)],
  ].flatMap(([name, value]) => (value ? [[name as string, value] as const] : []));
}
