import { parseFilter, parseOrderBy } from "@begat/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNodes } from "../../src/store/graph/find.ts";
import { createScope, type Scope } from "../../src/store/graph/scope.ts";
import type { Find } from "../../src/store/port/find.ts";
import type { Node } from "../../src/store/port/nodes.ts";
import type { Position } from "../../src/store/port/page.ts";
import { openLedger, TESTER } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";
import { inOrder, isFound } from "./reference-filter.ts";
import { assertionsOf, runRecords } from "./run-records.ts";

/** With these every search goes along the order's index, starts from a condition, goes along part by part. */
const NO_START: readonly number[] = [];
const A_START = [2_000];
const IN_PARTS = [0, 1, 3];

const number = fc.constantFrom("0.5", "1", "2", "-3", "0.1", "0", "Infinity", "-Infinity");
const anyNumber = fc.oneof(number, fc.constant("NaN"));
const text = fc.constantFrom("'x'", "'X'", "'a_b'", "'1'", "'true'");
const pattern = fc.constantFrom(
  "'x%'",
  "'%_'",
  "'a\\_b'",
  "'X'",
  "'%\\%%'",
  "'team*[1]'",
  "'%[%'",
  "'run:r1%'",
);
const day = fc.constantFrom("'2026-01-01'", "'2026-01-03'", "'2026-01-05T00:00:00Z'");
const order = fc.constantFrom("<", "<=", ">", ">=");
const equality = fc.constantFrom("=", "!=");
const not = fc.constantFrom("", "NOT ");

const METRICS = ["metrics.auc", "metrics.loss", "metrics.none"];
const SCALARS = ["params.lr", "params.depth", "tags.team", "status", "props.nothing"];
const TIMES = ["at", "started_at", "ended_at"];
const RELATIONS: Readonly<Record<string, readonly string[]>> = {
  dataset: ["'ds:a'", "'ds:a:v1'", "'ds:b:v1'", "'a'", "'ds:unknown'"],
  produced: ["'model:m0'", "'model:m0:v1'", "'m1'"],
  model: ["'model:m0'", "'m0:v1'"],
  experiment: ["'exp:e1'", "'e2'"],
};

const words = (...parts: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
    .map((all) => all.join(" "));

const field = (names: readonly string[]) => fc.constantFrom(...names);
const any = fc.oneof(
  field(METRICS),
  field(SCALARS),
  field(TIMES),
  field(Object.keys(RELATIONS)),
  fc.constant("id"),
);
const relation = fc.constantFrom(...Object.entries(RELATIONS));

const term = fc.oneof(
  words(field(METRICS), order, number),
  words(field(METRICS), equality, anyNumber),
  words(field(METRICS), not, "IN (", anyNumber, ",", anyNumber, ")"),
  words(field(SCALARS), order, fc.oneof(number, text)),
  words(field(SCALARS), equality, fc.oneof(anyNumber, text, fc.constant("true"))),
  words(field(SCALARS), not, "IN (", text, ",", text, ")"),
  words(field(SCALARS), not, "IN (", anyNumber, ",", number, ")"),
  words(field([...SCALARS, "id"]), not, fc.constantFrom("LIKE", "ILIKE"), pattern),
  words(field(TIMES), fc.oneof(order, equality), day),
  relation.chain(([name, values]) => words(name, equality, fc.constantFrom(...values))),
  relation.chain(([name, values]) =>
    words(name, not, "IN (", fc.constantFrom(...values), ",", fc.constantFrom(...values), ")"),
  ),
  words(fc.constantFrom("dataset", "produced"), not, "LIKE", fc.constantFrom("'ds:a%'", "'%v1'")),
  words(any, "IS", not, "NULL"),
  words("id", fc.oneof(order, equality), fc.constantFrom("'run:r1'", "'run:r3'")),
);

/** Conditions that name many nodes each, and few together. */
const broad = fc.oneof(
  words(field(METRICS), order, number),
  words(field(SCALARS), order, fc.oneof(number, text)),
  words("started_at", order, day),
);

const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    term,
    words(broad, "AND", broad, "AND", broad),
    words("(", tie("filter"), "AND", tie("filter"), ")"),
    words("(", tie("filter"), "OR", tie("filter"), ")"),
    words("NOT (", tie("filter"), ")"),
    words(tie("filter"), "AND", tie("filter")),
  ),
}));

const orderBy = fc
  .array(words(field([...METRICS, ...SCALARS, ...TIMES, "id"]), fc.constantFrom("ASC", "DESC")), {
    minLength: 1,
    maxLength: 3,
  })
  .map((orders) => orders.join(", "));

async function pages(
  scope: Scope,
  find: Find,
  limit: number,
  rounds: readonly number[],
): Promise<readonly Node[]> {
  const all: Node[] = [];
  for (let after: Position | undefined; ; ) {
    const { items, next } = await findNodes(
      scope,
      find,
      { limit, ...(after === undefined ? {} : { after }) },
      rounds,
    );
    all.push(...items);
    if (next === undefined) return all;
    expect(items).toHaveLength(limit);
    after = next;
  }
}

describe.each(STORE_ENGINES)("finding on $name", (engine) => {
  it("answers what passes, in order, page by page, as an evaluation in memory does", async () => {
    await fc.assert(
      fc.asyncProperty(
        runRecords,
        fc.array(fc.tuple(filter, orderBy, fc.boolean()), { minLength: 30, maxLength: 30 }),
        fc.integer({ min: 1, max: 4 }),
        async (runs, questions, limit) => {
          const ledger = await openLedger(engine);
          try {
            const changes = runs.map((run) => ({ source: "native" as const, assertions: assertionsOf(run) }));
            await ledger.recorder.submit(changes, TESTER, { strict: false });
            const scope = createScope(ledger.database, { principal: TESTER });
            for (const [filterText, orderText, hidden] of questions) {
              const [parsed, order] = [parseFilter(filterText), parseOrderBy(orderText)];
              const find = { kind: "Run" as const, filter: parsed, orderBy: order, hidden };
              const wanted = runs.filter((run) => (hidden || !run.hidden) && isFound(run, parsed));
              const ids = wanted.length === 0 ? [] : inOrder(wanted, order).map((run) => run.id);
              for (const rounds of [NO_START, A_START, IN_PARTS]) {
                const found = await pages(scope, find, limit, rounds);
                expect(
                  found.map((node) => node.id),
                  `${filterText} ORDER BY ${orderText}`,
                ).toEqual(ids);
              }
            }
          } finally {
            await ledger.close();
          }
        },
      ),
      { numRuns: 10 },
    );
  });
});
