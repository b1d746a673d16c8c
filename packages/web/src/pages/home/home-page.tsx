import { Stack } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { findQuery, healthQuery } from "../../api/queries.ts";
import { useLedgerEvents } from "../../api/use-ledger-events.ts";
import { Empty } from "../../parts/empty.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { Section } from "../../parts/section.tsx";

/** What is going on. */
export function HomePage() {
  const client = useQueryClient();
  const health = useQuery(healthQuery());
  const live = useInfiniteQuery(findQuery({ kind: "Deployment", limit: 20 }));
  useLedgerEvents(() => void client.invalidateQueries());
  return (
    <>
      <PageHeader title="Home" />
      <Loaded query={health} what="The server could not be asked">
        {({ version, entries }) => (
          <KeyValues
            items={[
              ["Version", version],
              ["Ledger entries", entries],
            ]}
          />
        )}
      </Loaded>
      <Section title="Deployments">
        <Loaded query={live}>
          {({ pages: [page] }) =>
            page === undefined || page.items.length === 0 ? (
              <Empty title="No deployments yet" />
            ) : (
              <Stack gap={4}>
                {page.items.map(({ id }) => (
                  <NodeLink key={id} id={id} />
                ))}
              </Stack>
            )
          }
        </Loaded>
      </Section>
    </>
  );
}
