import { SHAPES } from "../columns.ts";
import type { Row, Transaction } from "../database.ts";
import type { Tables } from "../tables.ts";
import { nodeRow } from "./node-row.ts";
import type { State } from "./state.ts";
import { writeLatest } from "./write-latest.ts";

type RowObject = Readonly<Record<string, number | string | Uint8Array | null>>;

function values(table: keyof Tables, row: object): Row {
  return Object.keys(SHAPES[table].columns).map((column) => (row as RowObject)[column] ?? null);
}

/** Writes the points that wait, so that they can be looked up. */
export async function writePoints(transaction: Transaction, state: State): Promise<void> {
  const { points } = state;
  state.points = [];
  const rows = points.map((point) => [
    point.metric,
    point.step,
    point.at,
    point.value,
    point.code,
    point.seq,
  ]);
  await transaction.write("metric_point", rows, "insert");
}

/** Writes every row that the transaction's changes touched, a statement per table. */
export async function flush(transaction: Transaction, state: State): Promise<void> {
  const write = (table: keyof Tables, rows: Iterable<object>) =>
    transaction.write(
      table,
      Array.from(rows, (row) => values(table, row)),
      "upsert",
    );
  await transaction.write("node", Array.from(state.nodes.changed(), nodeRow), "upsert");
  await transaction.write("node_history", [...state.history.changed()], "ignore");
  await write("edge", state.edges.changed());
  await write("alias", state.aliases.changed());
  await write("pointer", state.pointers.changed());
  await write("version", state.versions.changed());
  const attributes = [...state.attributes.changed()];
  await write(
    "attribute",
    attributes.flatMap(({ row }) => row ?? []),
  );
  await transaction.remove(
    "attribute",
    attributes.filter(({ row }) => row === undefined).map(({ key }) => key),
  );
  await write("metric", state.metrics.changed());
  await writePoints(transaction, state);
  await writeLatest(transaction, state);
}
