import { filterText } from "@begat/core";
import { Button, Stack, Table, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { findQuery } from "../../api/queries.ts";
import { DotLabel } from "../../parts/dot-label.tsx";
import { durationOf, formatDuration } from "../../parts/duration.ts";
import { Instant } from "../../parts/instant.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { RolloutBars } from "./rollout-bars.tsx";
import { type Rollout, rolloutsByPlace } from "./rollouts-by-place.ts";
import { versionOf } from "./version-of.ts";

interface DeploymentsProps {
  readonly model: string;
  /** The one version whose rollouts are shown; those of the others still say when theirs ended. */
  readonly version?: string;
}

/** What was live when, in each environment: every rollout of a model, or of one version of it. */
export function Deployments({ model, version }: DeploymentsProps) {
  const query = useInfiniteQuery(
    findQuery({ kind: "Deployment", filter: `model = ${filterText(model)}`, order_by: "started_at DESC" }),
  );
  return (
    <Loaded query={query} what="The deployments could not be read">
      {({ pages }) => {
        const places = rolloutsByPlace(
          pages.flatMap(({ items }) => items),
          version,
        );
        const start = Math.min(
          ...places.flatMap(({ rollouts }) => rollouts.map(({ from }) => from).filter(Number.isFinite)),
        );
        return (
          <Stack gap="md" align="stretch">
            {places.length === 0 && (
              <Text size="sm" c="dimmed">
                {query.hasNextPage ? "None of the newest is of it." : "Nothing of it was deployed."}
              </Text>
            )}
            {Number.isFinite(start) && (
              <Text size="xs" c="dimmed">
                From {new Date(start).toISOString().slice(0, 10)} on the left to now on the right.
              </Text>
            )}
            {places.map(({ environment, rollouts }) => (
              <div key={environment}>
                <Title order={3} size="h6" mb={4}>
                  {environment}
                </Title>
                <RolloutBars environment={environment} start={start} rollouts={rollouts} />
                <RolloutTable environment={environment} rollouts={rollouts} />
              </div>
            ))}
            {query.hasNextPage && (
              <Button
                variant="default"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                Show older ones
              </Button>
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}

interface RolloutTableProps {
  readonly environment: string;
  readonly rollouts: readonly Rollout[];
}

function RolloutTable({ environment, rollouts }: RolloutTableProps) {
  return (
    <Table.ScrollContainer
      minWidth={480}
      type="native"
      aria-label={`Deployments in ${environment}`}
      tabIndex={0}
    >
      <Table aria-label={`Deployments in ${environment}`} fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Deployment</Table.Th>
            <Table.Th>Version</Table.Th>
            <Table.Th>From</Table.Th>
            <Table.Th>To</Table.Th>
            <Table.Th ta="right">For</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rollouts.map(({ node: { id, at, props }, to }) => {
            const end = to === undefined ? undefined : new Date(to).toISOString();
            return (
              <Table.Tr key={id}>
                <Table.Td>
                  <NodeLink id={id} />
                </Table.Td>
                <Table.Td>
                  {typeof props.model_version === "string" && (
                    <NodeLink id={props.model_version}>{versionOf(props.model_version)}</NodeLink>
                  )}
                </Table.Td>
                <Table.Td>
                  <Instant at={at} />
                </Table.Td>
                <Table.Td>
                  {end === undefined ? <DotLabel color="teal">live</DotLabel> : <Instant at={end} />}
                </Table.Td>
                <Table.Td ta="right">
                  {formatDuration(durationOf(at, end ?? new Date().toISOString()))}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
