/** What stands behind the name of a model in the id of its version. */
export function versionOf(id: string): string {
  return id.slice(id.lastIndexOf(":") + 1);
}
