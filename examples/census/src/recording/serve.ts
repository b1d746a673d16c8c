import { type Encoder, encode } from "../encoder.ts";
import { accuracy } from "../metrics.ts";
import { encodingOf, loadModel } from "../models/library.ts";
import type { SavedModel } from "../models/model.ts";
import { numberValues, type Table } from "../table.ts";

const BATCH_ROWS = 1000;

/** One metric of one batch; `step` counts the batches from 0, `at` is epoch milliseconds. */
export interface ServedPoint {
  readonly name: string;
  readonly step: number;
  readonly at: number;
  readonly value: number;
}

/**
 * Answers the rows of a table in batches of 1,000, in place of live requests, and measures each batch: how many requests,
 * their mean score, the share that is said to be 1, and the accuracy.
 */
export async function serve(
  saved: SavedModel,
  encoder: Encoder,
  table: Table,
): Promise<readonly ServedPoint[]> {
  const model = await loadModel(saved);
  const points: ServedPoint[] = [];
  for (let start = 0, step = 0; start < table.rows.length; start += BATCH_ROWS, step++) {
    const batch: Table = { ...table, rows: table.rows.slice(start, start + BATCH_ROWS) };
    const scores = Array.from(model.predict(encode(batch, encoder, encodingOf(saved.spec.kind))));
    const at = Date.now();
    for (const [name, value] of Object.entries(measures(batch, scores)))
      points.push({ name, step, at, value });
  }
  model.dispose();
  return points;
}

function measures(batch: Table, scores: readonly number[]): Readonly<Record<string, number>> {
  const rows = scores.length;
  return {
    requests: rows,
    mean_score: scores.reduce((sum, score) => sum + score, 0) / rows,
    positive_share: scores.filter((score) => score >= 0.5).length / rows,
    accuracy: accuracy(numberValues(batch, "income"), scores),
  };
}
