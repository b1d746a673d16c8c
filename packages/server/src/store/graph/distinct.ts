import { containing } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import type { Distinct, NamedSpace } from "../port/find.ts";
import type { AttributeSpace } from "../tables.ts";
import type { Scope } from "./scope.ts";

/** How many names or values are looked at. */
const MANY = 10_000;

const SPACES: Readonly<Record<Exclude<NamedSpace, "metrics">, AttributeSpace>> = {
  params: "param",
  tags: "tag",
  props: "prop",
};

/** The names of metrics, params, tags or properties that contain a text, in the order of the alphabet. */
export function readFieldNames(
  scope: Scope,
  space: NamedSpace,
  part: string,
  limit: number,
): Promise<Distinct> {
  const from =
    space === "metrics" ? sql`metric as t where true` : sql`attribute as t where t.space = ${SPACES[space]}`;
  return readDistinct(scope, { from, column: sql.ref("t.name") }, part, limit);
}

/** The values of a param, a tag or a property that contain a text, in the order of the alphabet. */
export function readFieldValues(
  scope: Scope,
  space: Exclude<NamedSpace, "metrics">,
  name: string,
  part: string,
  limit: number,
): Promise<Distinct> {
  const from = sql`attribute as t where t.space = ${SPACES[space]} and t.name = ${name}`;
  return readDistinct(scope, { from, column: sql.ref("t.text") }, part, limit);
}

interface Listed {
  /** The table, as `t`, and the part of its index that has the column in order. */
  readonly from: RawBuilder<unknown>;
  readonly column: RawBuilder<unknown>;
}

async function readDistinct(scope: Scope, listed: Listed, part: string, limit: number): Promise<Distinct> {
  const { rows } = await distinctSql(scope, listed, part, limit).execute(scope.sql);
  const items = rows.flatMap(({ value }) => (value === null ? [] : [value])).slice(0, limit);
  // The walk ends with nothing where it came to the end.
  return { items, truncated: !rows.some(({ value }) => value === null) };
}

/** From one value to the next along the index: one step for each value, however many nodes have it. */
function distinctSql(
  { dialect, visible }: Scope,
  { from, column }: Listed,
  part: string,
  limit: number,
): RawBuilder<{ readonly value: string | null }> {
  const next = (after: RawBuilder<unknown>) =>
    sql`(select ${column} from ${from} and ${column} ${after} and ${visible(sql.ref("t.node"))}
      order by ${column} limit 1)`;
  return sql`with recursive walk(value, place) as (
      select ${next(sql`>= ''`)}, 1
      union all
      select ${next(sql`> walk.value`)}, place + 1 from walk
      where walk.value is not null and place <= ${sql.lit(MANY)}
    ) select value from walk where value is null or ${dialect.like(sql.ref("value"), containing(part), false)}
    order by place limit ${sql.lit(limit + 1)}`;
}
