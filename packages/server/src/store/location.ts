/** Where a store is: a PostgreSQL URL, or the path of a SQLite file. */
export type StoreLocation = string;

/** Whether a location is the URL of a PostgreSQL database. */
export function isPostgres(location: StoreLocation): boolean {
  return /^postgres(ql)?:\/\//.test(location);
}
