import { createHash } from "node:crypto";
import { canonicalize, type JsonValue, type NodeId, relationSpec } from "@begat/core";
import { sql } from "kysely";
import type { DayCount, VersionBrief, VersionSummary } from "../port/briefs.ts";
import type { Page, Slice } from "../port/page.ts";
import { readEdgesOf, readKeys } from "./edges.ts";
import { readNodes } from "./nodes.ts";
import { holds, recorded, type Scope } from "./scope.ts";
import { cut } from "./slice.ts";

const COUNTED = 10_000;
const READERS = 1_000;
const MAKERS = 10;
const DAYS = 4_000;
const DIGEST_CHARS = 12;
const DAY_MS = 86_400_000;
const READS = sql.join(
  (["used", "trained-on", "evaluated-on"] as const).map((relation) => sql.lit(relationSpec(relation).code)),
);

interface Row {
  readonly key: number;
  readonly id: NodeId;
  readonly at: number | null;
  readonly readers: number;
}

/** The versions of a dataset or model in brief, the one that came to be last first; the placeholder comes last. */
export async function readVersionBriefs(
  scope: Scope,
  of: NodeId,
  { limit, after }: Page,
  until?: number,
): Promise<Slice<VersionBrief>> {
  const [parent] = (await readKeys(scope, [of])).keys();
  if (parent === undefined) return { items: [] };
  const rows = await select(scope, parent, after, until, limit + 1);
  const { kept, ...rest } = cut(rows, limit, ({ at, key }) => ({ values: [at], key }));
  return { items: await briefs(scope, kept), ...rest };
}

async function select(
  scope: Scope,
  parent: number,
  after: Page["after"],
  until: number | undefined,
  limit: number,
): Promise<readonly Row[]> {
  const isPast = after?.values[0] === null;
  const beyond =
    after === undefined ? sql`true` : sql`(v.at, v.node) < (${after.values[0]}, ${sql.lit(after.key)})`;
  const dated = isPast
    ? []
    : await page(scope, parent, sql`v.at is not null and ${beyond} and ${upTo(until)}`, limit);
  if (dated.length >= limit) return dated;
  const undated = await page(
    scope,
    parent,
    isPast ? sql`v.at is null and v.node < ${sql.lit(after.key)}` : sql`v.at is null`,
    limit - dated.length,
  );
  return [...dated, ...undated];
}

function upTo(until: number | undefined) {
  return until === undefined ? sql`true` : sql`v.at <= ${sql.lit(until)}`;
}

async function page(
  scope: Scope,
  parent: number,
  condition: ReturnType<typeof sql>,
  limit: number,
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select child.key, child.id, v.at,
      (select count(*) from (select 1 from edge as e where e.dst = child.key and e.rel in (${READS})
        and ${holds(scope, "e")} and ${scope.visible(sql.ref("e.src"))} limit ${sql.lit(READERS)}) as reads) as readers
    from version as v join node as child on child.key = v.node
    where v.parent = ${sql.lit(parent)} and ${condition} and ${recorded(scope, "child.created_seq")}
    and ${scope.visible(sql.ref("child.key"))}
    order by v.at desc, v.node desc limit ${sql.lit(limit)}`.execute(scope.sql);
  return rows;
}

async function briefs(scope: Scope, rows: readonly Row[]): Promise<readonly VersionBrief[]> {
  const ids = rows.map(({ id }) => id);
  const [nodes, made] = await Promise.all([
    readNodes(scope, ids),
    readEdgesOf(scope, ids, "upstream", ["produced-by"], MAKERS),
  ]);
  const schemas = new Map(nodes.map(({ id, props }) => [id, digestOf(props.schema)]));
  return rows.map(({ id, at, readers }) => ({
    id,
    at: instant(at),
    made_by: (made.get(id) ?? []).map(({ to }) => to),
    schema: schemas.get(id) ?? null,
    readers,
  }));
}

/** How many versions of a dataset or model came to be on each day in UTC, newest first. */
export async function readVersionDays(scope: Scope, of: NodeId): Promise<readonly DayCount[]> {
  const [parent] = (await readKeys(scope, [of])).keys();
  if (parent === undefined) return [];
  const { rows } = await sql<{ day: number; count: number }>`
    select v.at / ${sql.lit(DAY_MS)} as day, count(*) as count from version as v
    where v.parent = ${sql.lit(parent)} and v.at is not null and ${scope.visible(sql.ref("v.node"))}
    group by 1 order by 1 desc limit ${sql.lit(DAYS)}`.execute(scope.sql);
  return rows.map(({ day, count }) => ({
    day: new Date(Number(day) * DAY_MS).toISOString().slice(0, 10),
    count: Number(count),
  }));
}

/** How many versions each of some datasets or models has, up to 10,000, and when the last of them came to be. */
export async function readVersionSummaries(
  scope: Scope,
  of: readonly NodeId[],
): Promise<ReadonlyMap<NodeId, VersionSummary>> {
  const names = await readKeys(scope, of);
  if (names.size === 0) return new Map();
  const version = sql.ref<number>("v.node");
  const { rows } = await sql<{ id: NodeId; count: number; at: number | null }>`
    select parent.id,
      (select max(v.at) from version as v where v.parent = parent.key and ${scope.visible(version)}) as at,
      (select count(*) from (select 1 from version as v where v.parent = parent.key and v.at is not null
        and ${scope.visible(version)} limit ${sql.lit(COUNTED)}) as counted) as count
    from node as parent where ${scope.dialect.anyOf(sql.ref("parent.key"), [...names.keys()])}`.execute(
    scope.sql,
  );
  return new Map(rows.map(({ id, count, at }) => [id, { count: Number(count), at: instant(at) }]));
}

function digestOf(schema: JsonValue | undefined): string | null {
  if (schema === undefined || schema === null) return null;
  return createHash("sha256").update(canonicalize(schema)).digest("hex").slice(0, DIGEST_CHARS);
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(Number(at)).toISOString();
}
