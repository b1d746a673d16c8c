import { containing, filterText } from "@begat/core";

/** The filter of what has a text in its id, its name or its namespace, upper and lower case alike. */
export function nameFilter(text: string): string {
  const pattern = filterText(containing(text));
  return `(${["id", "name", "namespace"].map((field) => `${field} ILIKE ${pattern}`).join(" OR ")})`;
}
