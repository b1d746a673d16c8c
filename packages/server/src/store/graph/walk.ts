import { inTurn, type NodeId } from "@begat/core";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Node } from "../port/nodes.ts";
import { mostEdges, type Subgraph, type Walk } from "../port/walk.ts";
import { type Names, ofRelations, readKeys, readNames } from "./edges.ts";
import { readEdgesAmong } from "./edges-among.ts";
import { newestEffects } from "./newest-effects.ts";
import { readFitting } from "./nodes.ts";
import { all, holds, type Key, type Scope } from "./scope.ts";

/** How many bytes of properties a walk reads of nodes, and of edges: an answer of many times as much would be longer than a string may be. */
const MOST_BYTES = 64 * 1024 * 1024;

/** One way to walk: from the end of an edge that is known to the other. */
interface Way {
  readonly known: "src" | "dst";
  readonly next: "src" | "dst";
}

const WAYS = {
  upstream: [{ known: "src", next: "dst" }],
  downstream: [{ known: "dst", next: "src" }],
  both: [
    { known: "src", next: "dst" },
    { known: "dst", next: "src" },
  ],
} as const satisfies Record<Walk["direction"], readonly Way[]>;

/**
 * Walks from nodes along relations; the roots are in the answer. Upstream are all causes, downstream all effects, and
 * `both` is the two together, not the causes of effects. Where a limit cuts the walk, the nearest nodes come first, and of many
 * effects of the roots the newest with what hangs on these; of `both` a cause and an effect in turn.
 */
export async function walkGraph(scope: Scope, from: readonly NodeId[], along: Walk): Promise<Subgraph> {
  const roots = await readKeys(scope, from);
  const reached: Names[] = [];
  for (const way of roots.size === 0 ? [] : WAYS[along.direction]) {
    reached.push(await reach(scope, roots, way, along));
  }
  const [within, isCut] = cut(reached, along.limit);
  const nodes = along.nodes ? await readFitting(scope, [...within.keys()], MOST_BYTES) : [];
  const found = along.nodes ? namesOf(nodes, scope) : within;
  const most = { limit: mostEdges(along.limit), bytes: MOST_BYTES };
  const among = along.edges
    ? await readEdgesAmong(scope, found, along, most)
    : { edges: [], truncated: false };
  const truncated = isCut || found.size < within.size || among.truncated;
  return { ids: [...found.values()], nodes, edges: among.edges, truncated };
}

function namesOf(nodes: readonly Node[], { met }: Scope): Names {
  return new Map(nodes.map(({ id }) => [met.keys.get(id)!, id]));
}

async function reach(scope: Scope, roots: Names, way: Way, along: Walk): Promise<Names> {
  const found = await nearest(scope, roots, way, along);
  const isCut = found.size > along.limit && roots.size <= along.limit;
  return way.next === "src" && isCut ? newest(scope, roots, found, along) : found;
}

function nearest(scope: Scope, roots: Names, way: Way, along: Walk): Promise<Names> {
  return along.depth === undefined
    ? closure(scope, roots, way, along)
    : levels(scope, roots, way, along, along.depth);
}

/**
 * What is downstream of roots with more effects than half of what there is room for: that many of the newest, then what hangs
 * on these, then the others. The nearest alone would be effects of the roots, and of few relations.
 */
async function newest(scope: Scope, roots: Names, found: Names, along: Walk): Promise<Names> {
  const room = along.limit - roots.size;
  const effects = await newestEffects(scope, roots, along.relations, room);
  const half = Math.ceil(room / 2);
  if (effects.size <= half) return found;
  const first = new Map([...effects].slice(0, half));
  const beyond = along.depth === undefined ? along : { ...along, depth: along.depth - 1 };
  const hanging = await nearest(scope, first, WAYS.downstream[0], beyond);
  const all = new Map([...roots, ...first, ...hanging, ...effects, ...found]);
  return new Map([...all].slice(0, along.limit + 1));
}

/** All that was reached, up to a limit, and whether there was more. */
function cut(reached: readonly Names[], limit: number): readonly [found: Names, truncated: boolean] {
  const all = reached.length === 1 ? reached[0]! : new Map(inTurn(reached.map((names) => [...names])));
  return all.size <= limit ? [all, false] : [new Map([...all].slice(0, limit)), true];
}

/**
 * The nodes one edge away from each of the tables before it, `near.value`. Of a node with more of them than the walk may find
 * only so many are read, of effects by one relation those that were recorded last; there they are once for each relation.
 */
function near(scope: Scope, from: Key, { known, next }: Way, along: Walk): RawBuilder<unknown> {
  const conditions = [
    sql<SqlBool>`${sql.ref(`e.${known}`)} = ${from}`,
    ofRelations(along.relations),
    holds(scope, "e"),
    scope.visible(sql.ref(`e.${next}`)),
  ];
  return sql`${scope.dialect.lateral(sql`
    select distinct e.rel, ${sql.ref(`e.${next}`)} as value from edge as e where ${all(conditions)}
    ${next === "src" ? sql`order by e.rel desc, e.src desc` : sql``} limit ${sql.lit((along.limit + 1) * along.relations.length)}`)} as near`;
}

/** Everything that can be reached, up to one node more than the limit: a recursive query over the edge indexes. */
async function closure(scope: Scope, roots: Names, way: Way, along: Walk): Promise<Names> {
  const { rows } = await closureSql(scope, [...roots.keys()], way, along).execute(scope.sql);
  return parseNames(rows[0]?.found ?? null);
}

export function closureSql(
  scope: Scope,
  roots: readonly number[],
  way: Way,
  along: Walk,
): RawBuilder<{ found: string | null }> {
  const start = scope.dialect.rows(
    { key: "number" },
    roots.map((key) => [key]),
  );
  return sql`with recursive walk(key) as (
      select key from ${start} as root
      union
      select near.value from walk cross join ${near(scope, sql.ref("walk.key"), way, along)}
    )
    select string_agg(cast(node.key as text) || ' ' || node.id, ',') as found
    from (select key from walk limit ${sql.lit(along.limit + 1)}) as reached
    cross join ${scope.dialect.nodeOf(sql.ref("reached.key"))}`;
}

function parseNames(text: string | null): Names {
  if (text === null) return new Map();
  return new Map(
    text.split(",").map((pair) => {
      const space = pair.indexOf(" ");
      return [Number(pair.slice(0, space)), pair.slice(space + 1)];
    }),
  );
}

/** What lies at most `depth` edges away, a query for each level, up to one node more than the limit. */
async function levels(scope: Scope, roots: Names, way: Way, along: Walk, depth: number): Promise<Names> {
  const seen = new Set(roots.keys());
  let frontier = [...seen];
  for (let level = 0; level < depth && frontier.length > 0 && seen.size <= along.limit; level++) {
    const next = await step(scope, frontier, way, along);
    frontier = next.filter((key) => !seen.has(key)).slice(0, along.limit + 1 - seen.size);
    for (const key of frontier) seen.add(key);
  }
  return readNames(scope, [...seen]);
}

async function step(
  scope: Scope,
  frontier: readonly number[],
  way: Way,
  along: Walk,
): Promise<readonly number[]> {
  const known = scope.dialect.rows(
    { key: "number" },
    frontier.map((key) => [key]),
  );
  const { rows } = await sql<{ found: string | null }>`
    select string_agg(cast(value as text), ',') as found from (
      select distinct near.value from ${known} as known cross join ${near(scope, sql.ref("known.key"), way, along)}
      limit ${sql.lit(along.limit + 1)}
    ) as step`.execute(scope.sql);
  const found = rows[0]?.found ?? null;
  return found === null ? [] : found.split(",").map(Number);
}
