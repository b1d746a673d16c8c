/** The words in which the databases' table definitions differ. */
export interface Words {
  readonly integer: string;
  readonly real: string;
  readonly text: string;
  readonly bytes: string;
  /** Keeps rows in the order of their primary key, where the database can. */
  readonly clustered: string;
  /** Carries columns along in a primary key's index, where that is not the table itself. */
  include(column: string): string;
  /** The full-text index of each database. */
  readonly search: readonly string[];
  /** Lets the full-text index keep what was taken out of it until all of it is merged. */
  readonly forgetsLater: readonly string[];
}
