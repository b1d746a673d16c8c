import { useInfiniteQuery } from "@tanstack/react-query";
import { ledgerQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { PageHeader } from "../../parts/page-header.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";

/** Every entry of the ledger. */
export function LedgerPage() {
  const query = useInfiniteQuery(ledgerQuery());
  return (
    <>
      <PageHeader title="Ledger" />
      <Loaded query={query} what="The ledger could not be read">
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty title="The ledger is empty" />;
          return (
            <VirtualTable
              label="Entries"
              rows={rows}
              rowKey={({ seq }) => String(seq)}
              columns={[
                { key: "seq", header: "Entry", width: 90, isNumber: true, cell: ({ seq }) => seq },
                { key: "at", header: "Recorded", cell: ({ recorded_at }) => <Instant at={recorded_at} /> },
                { key: "actor", header: "By", width: 220, cell: ({ actor }) => <NodeLink id={actor} /> },
                { key: "source", header: "Source", width: 120, cell: ({ source }) => source },
              ]}
              onEnd={() => query.hasNextPage && !query.isFetching && void query.fetchNextPage()}
            />
          );
        }}
      </Loaded>
    </>
  );
}
