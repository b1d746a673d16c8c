/** A column of a dataset version. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly description: string | undefined;
}

/** The columns of a schema as it was recorded; those within a column are named `outer.inner`. */
export function columnsOf(schema: unknown): readonly Column[] {
  return inner(schema, "");
}

function inner(list: unknown, prefix: string): readonly Column[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    if (typeof item !== "object" || item === null) return [];
    const { name, type, description, fields } = item as Record<string, unknown>;
    if (typeof name !== "string") return [];
    const column = { name: prefix + name, type: wordOf(type), description: textOf(description) };
    return [column, ...inner(fields, `${column.name}.`)];
  });
}

function wordOf(type: unknown): string {
  if (type === undefined || type === null) return "";
  return typeof type === "string" ? type : JSON.stringify(type);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** What became of the columns from one version to the next. */
export interface SchemaChanges {
  readonly added: readonly Column[];
  readonly removed: readonly Column[];
  readonly retyped: readonly { readonly name: string; readonly from: string; readonly to: string }[];
}

/** How the columns of a version differ from those of an older one. */
export function schemaChanges(older: readonly Column[], newer: readonly Column[]): SchemaChanges {
  const before = new Map(older.map((column) => [column.name, column]));
  const after = new Map(newer.map((column) => [column.name, column]));
  return {
    added: newer.filter(({ name }) => !before.has(name)),
    removed: older.filter(({ name }) => !after.has(name)),
    retyped: newer.flatMap(({ name, type }) => {
      const was = before.get(name)?.type;
      return was === undefined || was === type ? [] : [{ name, from: was, to: type }];
    }),
  };
}
