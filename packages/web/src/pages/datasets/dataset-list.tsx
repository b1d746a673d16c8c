import type { DatasetPage } from "@begat/client/browser";
import { versionOf } from "@begat/core";
import { Group } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { datasetsQuery } from "../../api/queries.ts";
import { ConnectLink } from "../../parts/connect-link.tsx";
import { countText } from "../../parts/count-text.ts";
import { Empty } from "../../parts/empty.tsx";
import { Instant } from "../../parts/instant.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { nameFilter } from "../../parts/name-filter.ts";
import { NodeLink } from "../../parts/node-link.tsx";
import { OrderSelect } from "../../parts/order-select.tsx";
import { TextFilter } from "../../parts/text-filter.tsx";
import { titleOf } from "../../parts/title-of.ts";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";
import type { DatasetsSearch } from "./search.ts";

type Row = DatasetPage["items"][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: "name",
    header: "Name",
    width: 280,
    cell: (row) => <NodeLink id={row.id}>{titleOf(row)}</NodeLink>,
  },
  {
    key: "latest",
    header: "Latest version",
    width: 150,
    cell: ({ latest }) => latest !== null && <NodeLink id={latest}>{versionOf(latest)}</NodeLink>,
  },
  {
    key: "versions",
    header: "Versions",
    width: 80,
    isNumber: true,
    cell: ({ versions }) => countText(versions),
  },
  { key: "at", header: "Last written", width: 130, cell: ({ latest_at }) => <Instant at={latest_at} /> },
];

/** What not every dataset has: a column that would be empty leaves its room to the others. */
const OF_SOME: readonly (Column<Row> & { readonly of: (row: Row) => string | undefined })[] = [
  {
    key: "owner",
    header: "Owner",
    width: 150,
    of: ({ owners }) => owners[0],
    cell: ({ owners: [owner] }) => owner && <NodeLink id={owner}>{owner.replace(/^agent:/, "")}</NodeLink>,
  },
  {
    key: "description",
    header: "Description",
    width: 220,
    of: ({ props }) => textOf(props.description),
    cell: ({ props }) => <span title={textOf(props.description)}>{textOf(props.description)}</span>,
  },
  { key: "namespace", header: "Namespace", width: 190, of: namespaceOf, cell: namespaceOf },
];

function columnsOf(rows: readonly Row[]): readonly Column<Row>[] {
  return [...COLUMNS, ...OF_SOME.filter(({ of }) => rows.some((row) => of(row) !== undefined))];
}

interface DatasetListProps extends Pick<DatasetsSearch, "text" | "order"> {
  readonly onOrder: (order: DatasetsSearch["order"]) => void;
}

/** The datasets that a text finds, read on as the table is scrolled. */
export function DatasetList({ text, order, onOrder }: DatasetListProps) {
  const query = useInfiniteQuery(
    datasetsQuery({
      ...(text !== undefined && { filter: nameFilter(text) }),
      ...(order !== undefined && { order_by: "id" }),
    }),
  );
  return (
    <>
      <Group mb="sm" gap="sm">
        <TextFilter label="Name or namespace" parameter="text" />
        <OrderSelect order={order} otherwise="Last written first" onChange={onOrder} />
      </Group>
      <Loaded query={query} what="The datasets could not be read">
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <NoDatasets text={text} />;
          return (
            <VirtualTable
              label="Datasets"
              columns={columnsOf(rows)}
              rows={rows}
              rowKey={({ id }) => id}
              query={query}
            />
          );
        }}
      </Loaded>
    </>
  );
}

function NoDatasets({ text }: { text: string | undefined }) {
  if (text !== undefined)
    return <Empty title={`No dataset has “${text}” in its name`}>Try less of it.</Empty>;
  return (
    <Empty title="No dataset yet" command="begat dataset add users users.parquet">
      Add a file, or send some from what you run: <ConnectLink /> has the lines to paste.
    </Empty>
  );
}

function namespaceOf({ props, aliases }: Row) {
  return textOf(props.namespace) ?? aliases.find(({ scheme }) => scheme === "uri")?.value;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
