export interface Page {
  readonly limit: number;
  /** Where the previous slice ended: the values it was ordered by and the node key. */
  readonly after?: Position;
}

export interface Position {
  readonly values: readonly (string | number | null)[];
  readonly key: number;
}

export interface Slice<T> {
  readonly items: readonly T[];
  /** Where the next slice begins; undefined at the end. */
  readonly next?: Position;
}
