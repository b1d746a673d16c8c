import { filterText } from "@begat/core";
import { Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { findQuery } from "../../api/queries.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { ShowMore } from "../../parts/show-more.tsx";
import { RolloutBars } from "./rollout-bars.tsx";
import { RolloutTable } from "./rollout-table.tsx";
import { type Place, rolloutsByPlace } from "./rollouts-by-place.ts";

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
        return (
          <Stack gap="md" align="stretch">
            {places.length === 0 && (
              <Text size="sm" c="dimmed">
                {query.hasNextPage ? "None of the newest is of it." : "Nothing of it was deployed."}
              </Text>
            )}
            <Places places={places} />
            <ShowMore query={query}>Show older ones</ShowMore>
          </Stack>
        );
      }}
    </Loaded>
  );
}

function Places({ places }: { places: readonly Place[] }) {
  const start = Math.min(
    ...places.flatMap(({ rollouts }) => rollouts.map(({ from }) => from).filter(Number.isFinite)),
  );
  return (
    <>
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
    </>
  );
}
