import { Code, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { rejectedQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { Section } from "../../parts/section.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";

/** How what runs elsewhere comes in here, and what of it was refused. */
export function ConnectPage() {
  const rejected = useInfiniteQuery(rejectedQuery());
  return (
    <>
      <PageHeader title="Connect">
        <Text size="sm" component="div">
          This server is at <Code>{location.origin}</Code>
        </Text>
      </PageHeader>
      <Section title="Refused events">
        <Loaded query={rejected} what="The refused events could not be read">
          {({ pages }) => {
            const rows = pages.flatMap(({ items }) => items);
            if (rows.length === 0) return <Empty title="Nothing was refused" />;
            return (
              <VirtualTable
                label="Refused events"
                rows={rows}
                rowKey={({ id }) => id}
                columns={[
                  { key: "at", header: "Received", cell: ({ received_at }) => <Instant at={received_at} /> },
                  { key: "source", header: "Source", cell: ({ source }) => source },
                  { key: "why", header: "Why", width: 480, cell: ({ message }) => message },
                ]}
              />
            );
          }}
        </Loaded>
      </Section>
    </>
  );
}
