import { inTurn, KIND_NAMES, type Kind, kindOfId, mayJoin, type Relation, relationSpec } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import { shareOf } from "../port/walk.ts";
import { type Names, readNames } from "./edges.ts";
import { holds, type Scope } from "./scope.ts";

/** A node, by its key, and a relation, by its code. */
type Spoke = readonly [node: number, rel: number];

/** The effects of some nodes that were recorded last, of each node and relation in turn; at most `limit`. */
export async function newestEffects(
  scope: Scope,
  nodes: Names,
  relations: readonly Relation[],
  limit: number,
): Promise<Names> {
  const found = new Map<string, readonly number[]>();
  for (let spokes = spokesOf(nodes, relations); spokes.length > 0; ) {
    const each = Math.min(limit, shareOf(limit, spokes.length));
    const { rows } = await newestEffectsSql(scope, spokes, each).execute(scope.sql);
    for (const { node, rel, packed } of rows)
      found.set(`${node} ${rel}`, (JSON.parse(packed) as readonly [number][]).flat());
    // Where most have few effects, there is room for more of the others.
    const full = spokes.filter(([node, rel]) => found.get(`${node} ${rel}`)?.length === each);
    spokes = each < limit && full.length < spokes.length ? full : [];
  }
  const others = [...new Set(inTurn([...found.values()]))].filter((key) => !nodes.has(key));
  return readNames(scope, others.slice(0, limit));
}

/** Each of some nodes with the relations that may lead to its kind. */
function spokesOf(nodes: Names, relations: readonly Relation[]): readonly Spoke[] {
  const codes = new Map<Kind, readonly number[]>(
    KIND_NAMES.map((kind) => [
      kind,
      relations
        .filter((relation) => KIND_NAMES.some((other) => mayJoin(relation, other, kind)))
        .map((relation) => relationSpec(relation).code),
    ]),
  );
  return [...nodes].flatMap(([key, id]) => codes.get(kindOfId(id))!.map((rel): Spoke => [key, rel]));
}

export function newestEffectsSql(
  scope: Scope,
  spokes: readonly Spoke[],
  each: number,
): RawBuilder<{ node: number; rel: number; packed: string }> {
  const asked = scope.dialect.rows({ node: "number", rel: "number" }, spokes);
  return sql`select asked.node, asked.rel, (
      select ${scope.dialect.packed([sql.ref("found.src")])} from (
        select distinct e.src from edge as e
        where e.dst = asked.node and e.rel = asked.rel and ${holds(scope, "e")} and ${scope.visible(sql.ref("e.src"))}
        order by e.src desc limit ${sql.lit(each)}
      ) as found
    ) as packed from ${asked} as asked`;
}
