import type { NodeId } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import type { Unlinked } from "../port/nodes.ts";
import type { Page, Slice } from "../port/page.ts";
import { ofRelations } from "./edges.ts";
import { holds, type Scope } from "./scope.ts";
import { cut } from "./slice.ts";

interface Row {
  readonly key: number;
  readonly id: NodeId;
  readonly candidate: NodeId;
}

const CANDIDATES = 20;

/**
 * Datasets that executions read, that nobody is known to have written and that are not joined to another, each with the
 * datasets whose names end alike: they may be one thing under two names.
 */
export async function readUnlinked(scope: Scope, { limit, after }: Page): Promise<Slice<Unlinked>> {
  const alike = sql`select twin.node as value from attribute as twin
    where twin.space = 'name' and twin.name = 'leaf' and twin.text = read.leaf and twin.node <> read.key
    and ${scope.visible(sql.ref("twin.node"))} order by twin.node limit ${sql.lit(CANDIDATES)}`;
  const candidate = sql.ref<number>("candidate.value");
  const { rows } = await sql<Row>`
    with read as ${scope.dialect.materialized} (${readSql(scope, limit + 1, after?.key ?? 0)})
    select read.key, read.id, node.id as candidate
    from read cross join ${scope.dialect.lateral(alike)} as candidate cross join ${scope.dialect.nodeOf(candidate)}
    order by read.key, node.key`.execute(scope.sql);
  const items = new Map<number, { readonly id: NodeId; readonly candidates: NodeId[] }>();
  for (const { key, id, candidate } of rows) {
    const item = items.get(key) ?? { id, candidates: [] };
    item.candidates.push(candidate);
    items.set(key, item);
  }
  const { kept, ...rest } = cut([...items], limit, ([key]) => ({ values: [], key }));
  return { items: kept.map(([, item]) => item), ...rest };
}

/** Datasets after a key that were read and are written by nobody, with the last part of their names, which others have too. */
function readSql(scope: Scope, limit: number, after: number): RawBuilder<unknown> {
  const { dialect } = scope;
  const key = sql.ref<number>("node.key");
  const initial = sql`select v.node as value from version as v where v.parent = ${key} and v.at is null limit 1`;
  const leaf = sql`select a.text as value from attribute as a
    where a.node = ${key} and a.space = 'name' and a.name = 'leaf' limit 1`;
  const reader = sql`edge as e where e.dst = initial.value and e.evidence = 3 and ${holds(scope, "e")}
    and ${scope.visible(sql.ref("e.src"))}`;
  const twin = sql`attribute as twin where twin.space = 'name' and twin.name = 'leaf' and twin.text = leaf.value
    and twin.node <> ${key} and ${scope.visible(sql.ref("twin.node"))}`;
  const written = sql`version as w where w.parent = ${key} and w.at is not null
    and ${scope.visible(sql.ref("w.node"))}`;
  const joined = (own: string, other: string) => sql`edge as e where ${sql.ref(`e.${own}`)} = ${key}
    and ${ofRelations(["same-as"])} and ${holds(scope, "e")} and ${scope.visible(sql.ref(`e.${other}`))}`;
  return sql`select node.key, node.id, leaf.value as leaf
    from node cross join ${dialect.lateral(initial)} as initial cross join ${dialect.lateral(leaf)} as leaf
    where node.kind = 'Dataset' and ${key} > ${sql.lit(after)} and ${scope.visible(key)}
    and ${first(reader)} is not null and ${first(twin)} is not null and ${first(written)} is null
    and ${first(joined("src", "dst"))} is null and ${first(joined("dst", "src"))} is null
    order by ${key} limit ${sql.lit(limit)}`;
}

/** Asked of one dataset after another until there are enough: an `exists` may become a join that begins with all of them. */
function first(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select 1 from ${rows} limit 1)`;
}
