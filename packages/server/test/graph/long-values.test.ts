import type { Filter } from "@begat/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOWHERE } from "../../src/query/mlflow/terms.ts";
import { createGraph } from "../../src/store/graph/graph.ts";
import { node } from "../query/ask.ts";
import { openLedger, TESTER, type TestLedger } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";

const LONG = "é".repeat(300);
const VALUES = {
  "run:one": `${LONG}1`,
  "run:two": `${LONG}2`,
  "run:cut": LONG.slice(0, 256),
  "run:odd": `${LONG}0\0\\u0000`,
};

type Wanted =
  | Pick<Extract<Filter, { kind: "compare" }>, "kind" | "op" | "value">
  | Pick<Extract<Filter, { kind: "in" }>, "kind" | "values" | "negated">
  | Pick<Extract<Filter, { kind: "like" }>, "kind" | "pattern" | "caseSensitive" | "negated">;

describe.each(STORE_ENGINES)("values that are longer than the index has of them, on $name", (engine) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await openLedger(engine);
    for (const [id, value] of Object.entries(VALUES))
      await ledger.say(node(id, { note: value, tags: { "a.'b\"": value } }));
  });
  afterAll(() => ledger.close());

  it.each<readonly [string, Wanted, readonly string[]]>([
    ["=", { kind: "compare", op: "=", value: VALUES["run:one"] }, ["run:one"]],
    ["!=", { kind: "compare", op: "!=", value: VALUES["run:one"] }, ["run:cut", "run:odd", "run:two"]],
    ["= to what the index has", { kind: "compare", op: "=", value: VALUES["run:cut"] }, ["run:cut"]],
    ["= to what many begin with", { kind: "compare", op: "=", value: LONG }, []],
    [">", { kind: "compare", op: ">", value: VALUES["run:one"] }, ["run:two"]],
    ["<", { kind: "compare", op: "<", value: VALUES["run:two"] }, ["run:cut", "run:odd", "run:one"]],
    [
      "IN",
      { kind: "in", values: [VALUES["run:two"], VALUES["run:cut"]], negated: false },
      ["run:cut", "run:two"],
    ],
    ["LIKE", { kind: "like", pattern: "%2", caseSensitive: true, negated: false }, ["run:two"]],
  ])("are compared whole by %s", async (_, term, ids) => {
    const graph = createGraph(ledger.database, { principal: TESTER });
    for (const [space, name] of [
      ["props", "note"],
      ["tags", "a.'b\""],
    ] as const) {
      const filter: Filter = { ...term, field: { space, name, span: NOWHERE }, span: NOWHERE };
      const found = await graph.find({ kind: "Run", filter, orderBy: [], hidden: false }, { limit: 10 });
      expect(found.items.map(({ id }) => id).sort()).toEqual(ids);
    }
  });

  it("are compared whole where a character takes two places of the index", async () => {
    const [one, two] = ["1", "2"].map((last) => `${"😀".repeat(150)}${last}`);
    await ledger.say(node("run:one", { smile: one! }), node("run:two", { smile: two! }));
    const field = { space: "props", name: "smile", span: NOWHERE } as const;
    const filter: Filter = { kind: "compare", op: "=", value: one!, field, span: NOWHERE };
    const graph = createGraph(ledger.database, { principal: TESTER });
    const found = await graph.find({ kind: "Run", filter, orderBy: [], hidden: false }, { limit: 10 });
    expect(found.items.map(({ id }) => id)).toEqual(["run:one"]);
  });
});
