import type { NodeId } from "@begat/core";
import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Database, Dialect } from "../database.ts";
import type { Reader } from "../port/reader.ts";
import type { Tables } from "../tables.ts";

/** An expression for the key of a node. */
export type Key = RawBuilder<number>;

/** What every query of one graph is made with: the database, whom it is for, and the entry it looks back to. */
export interface Scope {
  readonly sql: Kysely<Tables>;
  readonly dialect: Dialect;
  /** The condition under which the reader may see the node with this key; it is part of every query. */
  visible(node: Key): RawBuilder<SqlBool>;
  /** The last entry that counts; undefined for now. */
  readonly asOf: number | undefined;
  /** Nodes that were met, which the reader may see. */
  readonly met: Met;
}

/** Keys and ids of nodes: neither ever changes. */
export class Met {
  readonly keys = new Map<NodeId, number>();
  readonly ids = new Map<number, NodeId>();

  add(key: number, id: NodeId): void {
    this.keys.set(id, key);
    this.ids.set(key, id);
  }
}

/** The scope of a reader's queries. */
export function createScope({ sql: db, dialect }: Database, reader: Reader, asOf?: number): Scope {
  return { sql: db, dialect, visible: visible(reader), asOf, met: new Met() };
}

/** What a reader may see. Without access rules that is everything. */
function visible(_reader: Reader): (node: Key) => RawBuilder<SqlBool> {
  return () => sql<SqlBool>`true`;
}

/** The condition that a row of a table of intervals, by its alias, holds. */
export function holds({ asOf }: Scope, alias: string): RawBuilder<SqlBool> {
  const ended = sql.ref(`${alias}.ended_seq`);
  if (asOf === undefined) return sql<SqlBool>`${ended} is null`;
  const upTo = sql.lit(asOf);
  return sql<SqlBool>`${sql.ref(`${alias}.created_seq`)} <= ${upTo} and (${ended} is null or ${ended} > ${upTo})`;
}

/** The condition that an entry, by its column, counts. */
export function recorded({ asOf }: Scope, column: string): RawBuilder<SqlBool> {
  return asOf === undefined ? sql<SqlBool>`true` : sql<SqlBool>`${sql.ref(column)} <= ${sql.lit(asOf)}`;
}

/** All conditions at once. */
export function all(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

/** Runs a query of one packed column and answers what is in it, one after another. */
export async function unpack<T>(scope: Scope, query: RawBuilder<{ packed: string }>): Promise<readonly T[]> {
  const { rows } = await query.execute(scope.sql);
  return rows.flatMap(({ packed }) => JSON.parse(packed) as readonly T[]);
}
