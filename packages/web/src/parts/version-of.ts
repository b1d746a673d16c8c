/** What stands behind the name of a dataset or a model in the id of a version. */
export function versionOf(id: string): string {
  return id.slice(id.lastIndexOf(":") + 1);
}
