/** As long as the name of a column can be. */
export const LONGEST_COLUMN = 300;

/** Whether a column such as `metrics.auc` can be asked for: an address parts columns by commas. */
export function canBeColumn(column: string): boolean {
  return !column.includes(",") && column.trim() === column && column.length <= LONGEST_COLUMN;
}
