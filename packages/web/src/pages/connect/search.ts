import { oneOf, type Search } from "../../app/search-params.ts";

/** What can be connected, in the order of the page. */
export const SOURCE_KEYS = [
  "mlflow",
  "airflow",
  "spark",
  "dbt",
  "flink",
  "python",
  "typescript",
  "cli",
  "import",
] as const;
export type SourceKey = (typeof SOURCE_KEYS)[number];

/** What the address of the connect page holds: the source whose lines are shown. */
export interface ConnectSearch {
  readonly source?: SourceKey | undefined;
}

export function connectSearch(search: Search): ConnectSearch {
  return { source: oneOf(search, "source", SOURCE_KEYS) };
}
