import fc, { type Arbitrary } from "fast-check";
import { nasty } from "./values.ts";

/** The words of both filter languages, Begat's and MLflow's. */
const WORDS = [
  "AND",
  "OR",
  "NOT",
  "LIKE",
  "ILIKE",
  "IN",
  "NOT IN",
  "IS NULL",
  "IS NOT NULL",
  "=",
  "!=",
  "<>",
  "<",
  "<=",
  ">",
  ">=",
  "(",
  ")",
  ",",
  "metrics.loss",
  "params.lr",
  "tags.team",
  "tags.`a b`",
  'tags."x"',
  "attributes.run_name",
  "attributes.start_time",
  "run_id",
  "name",
  "status",
  "dataset",
  "produced",
  "started_at",
  "id",
  "kind",
  "dataset.name",
  "datasets.digest",
  "props.name",
  "hidden",
  "latest",
  "1",
  "-0.5",
  "1e400",
  "NaN",
  "true",
  "'x'",
  "'it''s'",
  "'%'",
  "'%_%\\\\'",
  "'2026-01-01'",
  "'run:r'",
  "'ds:users:v1'",
  '"x"',
  "\n",
  "--",
  "/*",
  ";",
];

const quoted = nasty.map((text) => `'${text.replaceAll("'", "''")}'`);
const term = fc
  .tuple(
    fc.constantFrom(
      "metrics.loss",
      "params.lr",
      "tags.team",
      "attributes.run_name",
      "attributes.status",
      "name",
      "dataset",
      "status",
      "run_id",
      "id",
      "started_at",
      "start_time",
      "creation_time",
      "source_run_id",
      "version_number",
      "user_id",
    ),
    fc.constantFrom("=", "!=", "<", ">=", "LIKE", "ILIKE", "NOT LIKE"),
    fc.oneof(quoted, fc.constantFrom("1", "-1", "1e308", "99999999999999999999", "'%a%a%a%a%a%a%a%b'")),
  )
  .map((parts) => parts.join(" "));

/** Filters that hold together, fall apart, or are far too long. */
export const filter: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: term },
  {
    weight: 6,
    arbitrary: fc
      .array(term, { maxLength: 4 })
      .chain((terms) => fc.constantFrom(" AND ", " OR ", " ").map((by) => terms.join(by))),
  },
  {
    weight: 6,
    arbitrary: fc
      .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...WORDS) }, quoted), { maxLength: 12 })
      .map((words) => words.join(" ")),
  },
  { weight: 2, arbitrary: nasty },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[40, 400, 9_000].flatMap((n) => [
        `${"(".repeat(n)}metrics.loss > 1${")".repeat(n)}`,
        `${"NOT ".repeat(n)}metrics.loss > 1`,
        Array(n).fill("metrics.loss > 1").join(" OR "),
        Array(n).fill("params.lr = '1'").join(" AND "),
        `run_id IN (${Array(n).fill("'r'").join(",")})`,
        `status IN (${Array(n).fill("'r'").join(",")})`,
        `dataset IN (${Array(n).fill("'ds:users:v1'").join(",")})`,
        `params.lr LIKE '${"%a_".repeat(n)}'`,
        `name ILIKE '${"%a".repeat(n)}b'`,
        `params.${"x".repeat(n)} = 'y'`,
        `tags.\`${"é".repeat(n)}\` = '${"x".repeat(n)}'`,
        `metrics.loss > ${"9".repeat(n)}`,
        "'".repeat(n),
        "`".repeat(n),
      ]),
    ),
  },
);

/** Orders, and what is none. */
export const order: Arbitrary<string> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        "metrics.loss",
        "params.lr",
        "name",
        "id",
        "started_at",
        "start_time",
        "attributes.end_time",
        "timestamp",
        "version_number",
        "tags.`a b`",
      ),
      fc.constantFrom("", " ASC", " desc", " DESC NULLS LAST", " x", ",", ", id"),
    )
    .map((parts) => parts.join("")),
  fc.constantFrom(Array(9_000).fill("id").join(","), Array(300).fill("metrics.loss DESC").join(",")),
  nasty,
);
