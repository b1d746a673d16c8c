import { sql } from "kysely";
import type { Dialect, SearchRow } from "../database.ts";
import type { Words } from "../migrations/words.ts";
import { searchWords } from "../search-words.ts";

export const sqliteDialect: Dialect = {
  name: "sqlite",
  anyOf: (column, values) => sql`${column} in (select value from json_each(${JSON.stringify(values)}))`,
  rows(columns, rows) {
    const fields = Object.keys(columns).map(
      (name, index) => sql`value ->> ${sql.lit(index)} as ${sql.ref(name)}`,
    );
    return sql`(select ${sql.join(fields)} from json_each(${JSON.stringify(rows)}))`;
  },
  lateral: (query) => sql`json_each((select json_group_array(value) from (${query})))`,
  // Its cross join never changes the order of the tables.
  nodeOf: (key) => sql`node on node.key = ${key}`,
  edgesWhere: (condition) => sql`edge as e on ${condition}`,
  materialized: sql`materialized`,
  packed: (columns) => sql<string>`json_group_array(json_array(${sql.join(columns)}))`,
  member: (json, name, of) =>
    sql`(select value from json_each(${json}${of === undefined ? sql`` : sql`, ${`$.${of}`}`}) where key = ${name})`,
  like: (column, pattern, caseSensitive) =>
    caseSensitive ? sql`${column} glob ${globOf(pattern)}` : sql`${column} like ${pattern} escape '\\'`,
  search(text, limit, among) {
    const words = searchWords(text);
    if (words.length === 0) return undefined;
    const match = words.map((word) => `"${word}"*`).join(" ");
    return sql<SearchRow>`select rowid as node, title, snippet(search, -1, char(2), char(3), '…', 16) as excerpt
      from search where search match ${match} and ${among(sql.ref("search.rowid"))} order by bm25(search, 10.0, 1.0), rowid desc limit ${limit}`;
  },
};

/** A LIKE pattern as a GLOB, because LIKE of SQLite takes upper and lower case alike. */
function globOf(pattern: string): string {
  return pattern.replace(/\\([\s\S])|[\s\S]/gu, (char, escaped: string | undefined) => {
    if (char === "%") return "*";
    if (char === "_") return "?";
    const literal = escaped ?? char;
    return /[*?[]/.test(literal) ? `[${literal}]` : literal;
  });
}

export const sqliteWords: Words = {
  integer: "integer",
  real: "real",
  text: "text",
  bytes: "blob",
  clustered: "without rowid",
  include: () => "",
  search: [
    `create virtual table search using fts5(title, body, tokenize = 'unicode61')`,
    `insert into search (search, rank) values ('secure-delete', 1)`,
  ],
  forgetsLater: [`insert into search (search, rank) values ('secure-delete', 0)`],
};
