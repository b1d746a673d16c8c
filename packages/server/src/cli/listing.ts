/** What a list can be narrowed by, and put in order. */
export interface ListOptions {
  readonly filter?: string;
  readonly orderBy?: string;
  readonly limit?: number;
}

/** What a list asks the server for. */
export function askedBy({ filter, orderBy }: ListOptions): {
  readonly filter?: string;
  readonly order_by?: string;
} {
  return { ...(filter !== undefined && { filter }), ...(orderBy !== undefined && { order_by: orderBy }) };
}

/** Why a list is empty, and what to do then. */
export function emptyText(noun: string, { filter }: ListOptions, advice: string): string {
  return filter === undefined
    ? `There are no ${noun}s here; ${advice}`
    : `No ${noun} passes the filter; leave --filter out to see all`;
}

/** What a list says that has more than it shows. */
export const MORE = "… and more; raise --limit";
