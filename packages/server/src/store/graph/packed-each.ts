import { type RawBuilder, sql } from "kysely";
import type { Key, Scope } from "./scope.ts";

/**
 * Some columns of rows for each of some nodes, by their keys, packed node by node. `rowsOf` selects the rows of one node and
 * bounds them, so that a node with many takes nothing from the others.
 */
export function packedEach(
  { dialect }: Scope,
  keys: Iterable<number>,
  columns: readonly string[],
  rowsOf: (node: Key) => RawBuilder<unknown>,
): RawBuilder<{ packed: string }> {
  const asked = dialect.rows(
    { node: "number" },
    Array.from(keys, (key) => [key]),
  );
  const packed = dialect.packed(columns.map((column) => sql.ref(`found.${column}`)));
  return sql`select (select ${packed} from (${rowsOf(sql.ref("asked.node"))}) as found) as packed from ${asked} as asked`;
}
