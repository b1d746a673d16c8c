import { type Expression, sql } from "kysely";
import type { Dialect, SearchRow } from "../database.ts";
import type { Words } from "../migrations/words.ts";
import { searchWords } from "../search-words.ts";

const typeOf = (values: readonly (number | string)[]): string =>
  typeof values[0] === "string" ? "text" : "bigint";

/** PostgreSQL's parser keeps paths and URLs whole, so that their words would not be found: they are cut before it sees them. */
const cut = (text: string): string => `regexp_replace(${text}, '[^[:alnum:]]+', ' ', 'g')`;
const TITLE = sql.raw(cut("title"));
const TEXT = sql.raw(cut("title || ' ' || body"));

/** The escape of a NUL in JSON, which PostgreSQL's texts cannot have. */
const NUL = String.raw`(?<!\\)((?:\\\\)*)\\u0000`;
const withoutNul = (json: Expression<unknown>) =>
  sql`regexp_replace(${json}, ${NUL}, ${String.raw`\1\ufffd`}, 'g')`;

export const postgresDialect: Dialect = {
  name: "postgres",
  anyOf: (column, values) => sql`${column} = any(${[...values]}::${sql.raw(typeOf(values))}[])`,
  rows(columns, rows) {
    const names = Object.keys(columns);
    const arrays = names.map(
      (name, index) =>
        sql`${rows.map((row) => row[index])}::${sql.raw(columns[name] === "text" ? "text" : "bigint")}[]`,
    );
    return sql`(select * from unnest(${sql.join(arrays)}) as given(${sql.join(names.map((name) => sql.ref(name)))}))`;
  },
  lateral: (query) => sql`lateral (${query})`,
  // The offset keeps the planner from beginning with the node: where its statistics are old, no kind seems to have any.
  nodeOf: (key) => sql`lateral (select * from node where node.key = ${key} offset 0) as node`,
  edgesWhere: (condition) => sql`lateral (select * from edge as e where ${condition} offset 0) as e`,
  materialized: sql`materialized`,
  packed: (columns) => sql<string>`coalesce(json_agg(json_build_array(${sql.join(columns)}))::text, '[]')`,
  member: (json, name, of) =>
    sql`(${withoutNul(json)}::json ${of === undefined ? sql`` : sql`-> ${sql.lit(of)}`} ->> ${name})`,
  like: (column, pattern, caseSensitive) =>
    sql`${column} ${sql.raw(caseSensitive ? "like" : "ilike")} ${pattern} escape '\\'`,
  search(text, limit, among) {
    const words = searchWords(text);
    if (words.length === 0) return undefined;
    const query = sql`to_tsquery('simple', ${words.map((word) => `'${word}':*`).join(" & ")})`;
    const options = "StartSel=\u0002, StopSel=\u0003, MaxWords=16, MinWords=5";
    return sql<SearchRow>`select node, title, ts_headline('simple', ${TEXT}, ${query}, ${options}) as excerpt
      from (
        select node, title, body from search
        where to_tsvector('simple', ${TEXT}) @@ ${query} and ${among(sql.ref("search.node"))}
        order by ts_rank(setweight(to_tsvector('simple', ${TITLE}), 'A') || to_tsvector('simple', ${TEXT}), ${query}) desc, node desc
        limit ${limit}
      ) as hit`;
  },
};

export const postgresWords: Words = {
  integer: "bigint",
  real: "double precision",
  text: `text collate "C"`,
  bytes: "bytea",
  clustered: "",
  include: (column) => `include (${column})`,
  search: [
    "create table search (node bigint not null primary key, title text not null, body text not null)",
    `create index search_words on search using gin (to_tsvector('simple', ${cut("title || ' ' || body")}))`,
  ],
  forgetsLater: [],
};
