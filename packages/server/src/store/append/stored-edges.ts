import { sql } from "kysely";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import type { End } from "./edge-intervals.ts";

/** Which edges at one end of theirs are looked for. */
export interface EdgesAt {
  readonly end: End;
  readonly relations: readonly number[];
  /** Only those of one evidence. */
  readonly evidence?: number;
}

/**
 * The edges that hold in the database, by one of their ends. A transaction writes when everything is decided, so that each
 * look-up is made once in it.
 */
export class StoredEdges {
  readonly #found = new Map<EdgesAt, Map<number, EdgeTable[]>>();

  /** Whether it is known which of them a node has. */
  has(wanted: EdgesAt, node: number): boolean {
    return this.#found.get(wanted)?.has(node) === true;
  }

  async find(
    transaction: Transaction,
    wanted: EdgesAt,
    nodes: readonly number[],
  ): Promise<readonly EdgeTable[]> {
    const found = this.#found.get(wanted) ?? new Map<number, EdgeTable[]>();
    this.#found.set(wanted, found);
    const fresh = nodes.filter((node) => !found.has(node));
    if (fresh.length > 0) {
      for (const node of fresh) found.set(node, []);
      for (const row of await select(transaction, wanted, fresh)) found.get(row[wanted.end])?.push(row);
    }
    return nodes.flatMap((node) => found.get(node) ?? []);
  }
}

async function select(
  { sql: db, dialect }: Transaction,
  { end, relations, evidence }: EdgesAt,
  nodes: readonly number[],
): Promise<readonly EdgeTable[]> {
  const isOfEvidence = evidence === undefined ? sql`` : sql`and evidence = ${sql.lit(evidence)}`;
  const { rows } = await sql<EdgeTable>`select * from edge
    where ${dialect.anyOf(sql.ref(end), nodes)} and ${dialect.anyOf(sql.ref("rel"), relations)}
      and ended_seq is null ${isOfEvidence}`.execute(db);
  return rows;
}
