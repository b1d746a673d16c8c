import { protectedColumns } from "./columns.ts";
import { accuracy, auc, f1, type GroupMetrics, groupMetrics, logLoss } from "./metrics.ts";
import { numberValues, type Table } from "./table.ts";

/** How a model does on one table, as a whole and for each group of each protected column. */
export interface Evaluation {
  readonly split: string;
  readonly rows: number;
  readonly accuracy: number;
  readonly auc: number;
  readonly f1: number;
  readonly logLoss: number;
  readonly groups: Readonly<Record<(typeof protectedColumns)[number], readonly GroupMetrics[]>>;
}

export function evaluateScores(split: string, table: Table, scores: ArrayLike<number>): Evaluation {
  const labels = numberValues(table, "income");
  return {
    split,
    rows: table.rows.length,
    accuracy: accuracy(labels, scores),
    auc: auc(labels, scores),
    f1: f1(labels, scores),
    logLoss: logLoss(labels, scores),
    groups: { sex: groupMetrics(table, "sex", scores), race: groupMetrics(table, "race", scores) },
  };
}

/** The evaluation as flat metrics such as `val_auc` and `val_selection_rate_sex_female`. */
export function flatMetrics(prefix: string, evaluation: Evaluation): Readonly<Record<string, number>> {
  const groups = protectedColumns.flatMap((column) => [
    [`${prefix}_selection_gap_${column}`, selectionGap(evaluation.groups[column])] as const,
    ...evaluation.groups[column].flatMap((group) => {
      const name = `${column}_${group.group.toLowerCase().replaceAll("-", "_")}`;
      return [
        [`${prefix}_accuracy_${name}`, group.accuracy],
        [`${prefix}_selection_rate_${name}`, group.selectionRate],
      ] as const;
    }),
  ]);
  return {
    [`${prefix}_accuracy`]: evaluation.accuracy,
    [`${prefix}_auc`]: evaluation.auc,
    [`${prefix}_f1`]: evaluation.f1,
    [`${prefix}_log_loss`]: evaluation.logLoss,
    ...Object.fromEntries(groups),
  };
}

/** The largest difference between groups in the share that is said to be 1 (demographic parity difference). */
export function selectionGap(groups: readonly GroupMetrics[]): number {
  return gap(groups.map(({ selectionRate }) => selectionRate));
}

/** The same difference in the labels themselves. */
export function labelGap(groups: readonly GroupMetrics[]): number {
  return gap(groups.map(({ baseRate }) => baseRate));
}

/** The lowest selection rate over the highest; the four-fifths rule asks for 0.8. */
export function selectionRatio(groups: readonly GroupMetrics[]): number {
  const rates = groups.map(({ selectionRate }) => selectionRate);
  return Math.min(...rates) / Math.max(...rates);
}

const gap = (rates: readonly number[]) => Math.max(...rates) - Math.min(...rates);
