import { type Kind, kindOfId } from "@begat/core";
import { type SqlBool, sql } from "kysely";
import type { SearchHit } from "../port/find.ts";
import { readNames } from "./edges.ts";
import { all, type Key, type Scope } from "./scope.ts";

/** The nodes that have all words of a text, or words that begin with them, best first. Hidden nodes are left out. */
export async function searchText(
  scope: Scope,
  text: string,
  kinds: readonly Kind[],
  limit: number,
): Promise<readonly SearchHit[]> {
  const hits = scope.dialect.search(text, limit, (key) => findable(scope, key, kinds));
  if (hits === undefined) return [];
  const { rows } = await hits.execute(scope.sql);
  const names = await readNames(
    scope,
    rows.map((row) => row.node),
  );
  return rows.flatMap(({ node, title, excerpt }) => {
    const id = names.get(node);
    return id === undefined ? [] : [{ id, kind: kindOfId(id), title, excerpt }];
  });
}

function findable(scope: Scope, key: Key, kinds: readonly Kind[]) {
  const ofKind = kinds.length === 0 ? [] : [scope.dialect.anyOf(sql.ref("one.kind"), kinds)];
  const conditions = all([sql<SqlBool>`one.hidden = 0`, ...ofKind]);
  return sql<SqlBool>`${scope.visible(key)} and exists (select 1 from node as one where one.key = ${key} and ${conditions})`;
}
