import type { Node } from "@begat/client/browser";
import { filterText } from "@begat/core";
import { Button, Stack, Table, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { findQuery } from "../../api/queries.ts";
import { durationOf, formatDuration } from "../../parts/duration.ts";
import { Instant } from "../../parts/instant.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { RolloutBars } from "./rollout-bars.tsx";
import { rolloutsByPlace } from "./rollouts-by-place.ts";
import { versionOf } from "./version-of.ts";

/** What was live when, in each environment: every rollout of a model, or of one version of it. */
export function Deployments({ of }: { of: string }) {
  const query = useInfiniteQuery(
    findQuery({ kind: "Deployment", filter: `model = ${filterText(of)}`, order_by: "started_at DESC" }),
  );
  return (
    <Loaded query={query} what="The deployments could not be read">
      {({ pages }) => {
        const deployments = pages.flatMap(({ items }) => items);
        if (deployments.length === 0)
          return (
            <Text size="sm" c="dimmed">
              Nothing of it was deployed.
            </Text>
          );
        const places = rolloutsByPlace(deployments);
        const start = Math.min(
          ...places.flatMap(({ rollouts }) => rollouts.map(({ from }) => from).filter(Number.isFinite)),
        );
        return (
          <Stack gap="md">
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
                <RolloutTable environment={environment} deployments={rollouts.map(({ node }) => node)} />
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

function RolloutTable({ environment, deployments }: { environment: string; deployments: readonly Node[] }) {
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
          {deployments.map(({ id, at, props: { model_version, ended_at } }) => {
            const end = typeof ended_at === "string" ? ended_at : undefined;
            return (
              <Table.Tr key={id}>
                <Table.Td>
                  <NodeLink id={id} />
                </Table.Td>
                <Table.Td>
                  {typeof model_version === "string" && (
                    <NodeLink id={model_version}>{versionOf(model_version)}</NodeLink>
                  )}
                </Table.Td>
                <Table.Td>
                  <Instant at={at} />
                </Table.Td>
                <Table.Td>{end === undefined ? "open" : <Instant at={end} />}</Table.Td>
                <Table.Td ta="right">{formatDuration(durationOf(at, end))}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
