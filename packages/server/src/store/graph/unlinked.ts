import type { NodeId } from "@begat/core";
import { sql } from "kysely";
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
  const { rows } = await sql<Row>`
    with read as (
      select d.key, d.id, leaf.text as leaf from version as v join node as d on d.key = v.parent
      join attribute as leaf on leaf.node = d.key and leaf.space = 'name' and leaf.name = 'leaf'
      where v.at is null and v.parent > ${after?.key ?? 0} and ${scope.visible(sql.ref("d.key"))}
      and exists (select 1 from edge as e where e.dst = v.node and e.evidence = 3 and ${holds(scope, "e")}
        and ${scope.visible(sql.ref("e.src"))})
      and exists (select 1 from attribute as twin
        where twin.space = 'name' and twin.name = 'leaf' and twin.text = leaf.text and twin.node <> d.key
        and ${scope.visible(sql.ref("twin.node"))})
      and not exists (select 1 from version as written where written.parent = v.parent and written.at is not null
        and ${scope.visible(sql.ref("written.node"))})
      and not exists (select 1 from edge as e where e.src = d.key and ${ofRelations(["same-as"])} and ${holds(scope, "e")}
        and ${scope.visible(sql.ref("e.dst"))})
      and not exists (select 1 from edge as e where e.dst = d.key and ${ofRelations(["same-as"])} and ${holds(scope, "e")}
        and ${scope.visible(sql.ref("e.src"))})
      order by v.parent limit ${sql.lit(limit + 1)}
    )
    select * from (
      select read.key, read.id, other.id as candidate,
        row_number() over (partition by read.key order by other.key) as place
      from read
      join attribute as twin on twin.space = 'name' and twin.name = 'leaf' and twin.text = read.leaf
      join node as other on other.key = twin.node
      where other.key <> read.key and ${scope.visible(sql.ref("other.key"))}
    ) as pairs where place <= ${sql.lit(CANDIDATES)} order by key, place`.execute(scope.sql);
  const items = new Map<number, { readonly id: NodeId; readonly candidates: NodeId[] }>();
  for (const { key, id, candidate } of rows) {
    const item = items.get(key) ?? { id, candidates: [] };
    item.candidates.push(candidate);
    items.set(key, item);
  }
  const { kept, ...rest } = cut([...items], limit, ([key]) => ({ values: [], key }));
  return { items: kept.map(([, item]) => item), ...rest };
}
