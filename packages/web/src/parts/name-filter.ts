/** The filter of what has a text in its id, its name or its namespace, upper and lower case alike. */
export function nameFilter(text: string): string {
  const pattern = quote(`%${text.replace(/[\\%_]/g, "\\$&")}%`);
  return `(${["id", "name", "namespace"].map((field) => `${field} ILIKE ${pattern}`).join(" OR ")})`;
}

/** A text as the filter language has it. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
