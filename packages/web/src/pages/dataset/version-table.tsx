import type { VersionTimeline } from "@begat/client/browser";
import { versionOf } from "@begat/core";
import { Anchor, Group, NativeSelect, Skeleton, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { timelineQuery } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { TableLoading } from "../../parts/table-loading.tsx";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";
import { CountBars } from "./count-bars.tsx";
import { barsOf, endOf, monthsOf } from "./until.ts";

type Row = VersionTimeline["items"][number];
type Days = NonNullable<VersionTimeline["days"]>;

const route = getRouteApi("/datasets/$");
const MANY = 1_000;

/** In pixels: of the bars above the table. */
const BARS = 65;

interface VersionTableProps {
  readonly id: string;
  /** How many versions are to be listed. */
  readonly count: number;
}

/** The versions of a dataset by day, with who wrote and who read them, beginning at a month or a day. */
export function VersionTable({ id, count }: VersionTableProps) {
  const { until } = route.useSearch();
  const query = useInfiniteQuery(timelineQuery(id, until === undefined ? {} : { until: endOf(until) }));
  return (
    <Loaded
      query={query}
      what="The versions could not be read"
      loading={
        <>
          {count > 1 && <Skeleton height={BARS} mb="sm" />}
          <TableLoading rows={count} />
        </>
      }
    >
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        const days = pages[0]?.days ?? [];
        if (rows.length === 0 && days.length === 0)
          return <Empty title="No version yet">What is written to this dataset will be listed here.</Empty>;
        return (
          <>
            <CountBars bars={barsOf(days)} />
            <MonthSelect days={days} />
            <VirtualTable
              label="Versions"
              columns={columnsFor(id, rows, days)}
              rows={rows}
              rowKey={(row) => row.id}
              query={query}
            />
          </>
        );
      }}
    </Loaded>
  );
}

function MonthSelect({ days }: { days: Days }) {
  const { until } = route.useSearch();
  const navigate = route.useNavigate();
  const months = monthsOf(days);
  if (months.length < 2) return null;
  const choices = months.map(({ label, count }) => ({
    value: label,
    label: `${label} (${count.toLocaleString("en")})`,
  }));
  return (
    <NativeSelect
      label="Begin at"
      value={until?.slice(0, 7) ?? ""}
      onChange={({ currentTarget: { value } }) =>
        void navigate({ search: (before) => ({ ...before, until: value || undefined }), replace: true })
      }
      data={[{ value: "", label: "the newest" }, ...choices]}
      w={220}
      mb="sm"
    />
  );
}

function columnsFor(id: string, rows: readonly Row[], days: Days): readonly Column<Row>[] {
  const before = new Map(rows.map((row, index) => [row.id, rows[index - 1]]));
  const older = new Map(rows.map((row, index) => [row.id, rows[index + 1]]));
  const counts = new Map(days.map(({ day, count }) => [day, count]));
  return [
    {
      key: "day",
      header: "Day (UTC)",
      width: 140,
      cell: (row) => <Day row={row} above={before.get(row.id)} counts={counts} />,
    },
    { key: "time", header: "Time", width: 90, cell: ({ at }) => at?.slice(11, 19) },
    {
      key: "version",
      header: "Version",
      width: 220,
      cell: (row) => <NodeLink id={row.id}>{versionOf(row.id)}</NodeLink>,
    },
    {
      key: "made",
      header: "Written by",
      width: 280,
      cell: ({ made_by: [maker] }) => maker && <NodeLink id={maker} />,
    },
    { key: "readers", header: "Read by", width: 90, isNumber: true, cell: (row) => <Readers row={row} /> },
    {
      key: "schema",
      header: "Schema",
      width: 120,
      cell: (row) => <SchemaLink id={id} row={row} older={older.get(row.id)} />,
    },
  ];
}

interface DayProps {
  readonly row: Row;
  readonly above: Row | undefined;
  readonly counts: ReadonlyMap<string, number>;
}

/** The day of a version, with how many it has: once, at its first. */
function Day({ row, above, counts }: DayProps) {
  const day = dayOf(row);
  if (above !== undefined && dayOf(above) === day) return null;
  if (day === undefined) return "before";
  return (
    <Group gap={6} wrap="nowrap">
      {day}
      <Text span size="xs" c="dimmed">
        {counts.get(day)?.toLocaleString("en")}
      </Text>
    </Group>
  );
}

/** How many read a version; its page says who. */
function Readers({ row: { id, readers } }: { row: Row }) {
  if (readers === 0) return 0;
  return (
    <NodeLink id={id} icon={false}>
      {readers >= MANY ? "1,000+" : readers.toLocaleString("en")}
    </NodeLink>
  );
}

function SchemaLink({ id, row, older }: { id: string; row: Row; older: Row | undefined }) {
  if (row.schema === null) return null;
  const hasChanged = older?.schema != null && older.schema !== row.schema;
  return (
    <Anchor
      size="sm"
      renderRoot={(its) => (
        <Link
          to="/datasets/$"
          params={{ _splat: id }}
          search={(before) => ({ ...before, version: row.id })}
          replace
          resetScroll={false}
          {...its}
        />
      )}
    >
      {hasChanged ? "changed" : "show"}
    </Anchor>
  );
}

function dayOf({ at }: Row): string | undefined {
  return at?.slice(0, 10);
}
