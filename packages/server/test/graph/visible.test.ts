import { type Assertion, CHANGE_RELATIONS, type NodeId, parseFilter, parseOrderBy } from "@begat/core";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { graphIn } from "../../src/store/graph/graph.ts";
import { createScope } from "../../src/store/graph/scope.ts";
import type { Find } from "../../src/store/port/find.ts";
import type { Graph } from "../../src/store/port/graph.ts";
import { advanceSearchIndex } from "../../src/store/search-index.ts";
import { edge, node } from "../query/ask.ts";
import { openLedger, TESTER, type TestLedger } from "../store/open-ledger.ts";
import { STORE_ENGINES } from "../stores.ts";

const day = (number: number): string => `2026-04-0${number}T00:00:00.000Z`;
const version = (id: NodeId, on: number): Assertion => node(id, { native_version: id }, day(on));

/** A little of everything, one assertion an entry. */
const SHOP: readonly Assertion[] = [
  node("agent:nobody"),
  node("agent:ada"),
  node("ds:users", { description: "users" }),
  { assert: "alias", scheme: "uri", value: "s3://lake/users", of: "ds:users" },
  edge("ds:users", "owned-by", "agent:ada"),
  version("ds:users:a", 1),
  version("ds:users:b", 2),
  version("ds:users:c", 3),
  node("ds:people"),
  edge("ds:people", "same-as", "ds:users"),
  node("ds:old/orders"),
  node("ds:new/orders"),
  { assert: "bind", from: "jobrun:one", rel: "used", of: "ds:old/orders" },
  node("jobrun:one", { status: "finished" }, day(2)),
  node("jobrun:two", { status: "failed" }, day(3)),
  node("jobrun:three", { status: "finished" }, day(4)),
  edge("jobrun:one", "run-of", "job:load"),
  edge("jobrun:two", "run-of", "job:load"),
  edge("jobrun:three", "run-of", "job:load"),
  edge("jobrun:two", "used", "ds:users:a"),
  edge("ds:users:b", "produced-by", "jobrun:two"),
  node("run:fit", { params: { lr: 0.1 }, tags: { team: "risk" } }, day(4)),
  edge("run:fit", "run-of", "exp:churn"),
  edge("run:fit", "trained-on", "ds:users:b"),
  { assert: "points", of: "run:fit", columns: { auc: { step: [0, 1], at: [0, 1], value: [0.5, 0.9] } } },
  node(`sha256:${"a".repeat(64)}`, { size: 3 }),
  edge("run:fit", "has-artifact", `sha256:${"a".repeat(64)}`, "model.bin"),
  node("model:churn:v1", {}, day(5)),
  edge("model:churn:v1", "produced-by", "run:fit"),
  { assert: "pointer", name: "champion", of: "model:churn", to: "model:churn:v1" },
];

const idsOf = (assertion: Assertion): readonly NodeId[] => {
  const ends = ["id", "of", "from", "to"].flatMap((end) => (assertion as never)[end] ?? []);
  return ends as readonly NodeId[];
};
const IDS = [...new Set(SHOP.slice(1).flatMap(idsOf)), "job:load", "exp:churn", "model:churn"];

const page = { limit: 50 };
const along = { relations: CHANGE_RELATIONS, limit: 100, edges: true, nodes: true } as const;
const find = (kind: Find["kind"], orderBy = "", filter = ""): Find => ({
  ...(kind === undefined ? {} : { kind }),
  ...(filter === "" ? {} : { filter: parseFilter(filter) }),
  orderBy: orderBy === "" ? [] : parseOrderBy(orderBy),
  hidden: false,
});

const many = (ids: readonly NodeId[], ask: (id: NodeId) => Promise<unknown>) => Promise.all(ids.map(ask));

/** Every read of the graph, of everything there is. */
const READS: { readonly [Read in keyof Graph]: (graph: Graph) => Promise<unknown> } = {
  resolve: (graph) =>
    graph.resolve([...IDS, "ds:users@latest", "model:churn@champion", "uri:s3://lake/users"]),
  nodes: (graph) => graph.nodes(IDS),
  heads: (graph) => graph.heads(IDS),
  edges: (graph) => graph.edges(IDS, "both", [...CHANGE_RELATIONS, "version-of", "run-of"], 100),
  edgesOf: (graph) => graph.edgesOf(IDS, "downstream", ["run-of", "version-of", "used"], 2),
  neighbours: (graph) =>
    many(IDS, async (id) => {
      const groups = await graph.neighbours(id, 1);
      const counts = groups.map(({ name, count, truncated }) => [name, count, truncated]);
      return [counts, (await graph.neighbours(id, 50)).map(({ edges }) => edges.map(textOf).sort())];
    }),
  walk: (graph) =>
    Promise.all([
      graph.walk(["model:churn:v1"], { ...along, direction: "upstream" }),
      graph.walk(["ds:users:a"], { ...along, direction: "downstream", depth: 9 }),
    ]),
  find: async (graph) => {
    const finds = [
      find(undefined),
      find("Dataset", "latest_at DESC"),
      find("Job", "latest_at DESC", "latest_status = 'finished' AND latest_at > 0"),
      find("Run", "metrics.auc", "dataset = 'users'"),
      find("JobRun", "", "dataset IS NOT NULL"),
      find("Run", "", "experiment != 'exp:other'"),
    ];
    return Promise.all(finds.map(async (asked) => (await graph.find(asked, page)).items));
  },
  groups: (graph) => graph.groups(find("JobRun"), { field: parseOrderBy("status")[0]!.field, limit: 10 }),
  fieldNames: (graph) => graph.fieldNames("metrics", "", 10),
  fieldValues: (graph) => graph.fieldValues("props", "native_version", "", 10),
  history: (graph) => many(IDS, (id) => graph.history(id, page)),
  edgeMoves: (graph) => many(IDS, (id) => graph.edgeMoves(id, 50)),
  origins: (graph) => graph.origins(SHOP.map((_, index) => index + 1)),
  versions: (graph) =>
    many(["ds:users", "model:churn"], async (id) => (await graph.versions(id, page)).items),
  versionBriefs: (graph) =>
    many(["ds:users", "model:churn"], async (id) => (await graph.versionBriefs(id, page)).items),
  versionDays: (graph) => many(["ds:users", "model:churn"], (id) => graph.versionDays(id)),
  versionSummaries: (graph) => graph.versionSummaries(IDS),
  newestVersions: (graph) => graph.newestVersions(["ds:users", "model:churn"], "native_version", 10),
  jobRuns: async (graph) => (await graph.jobRuns("job:load", page)).items,
  lastRuns: (graph) => graph.lastRuns(["job:load", "exp:churn"], 2),
  sameAs: (graph) => graph.sameAs(["ds:users", "ds:people"]),
  unlinked: (graph) => graph.unlinked(page),
  pointers: (graph) => many(["ds:users", "model:churn"], (id) => graph.pointers(id, 50)),
  heldPointers: (graph) => graph.heldPointers(IDS, 50),
  aliasesOf: (graph) => graph.aliasesOf(IDS, 50),
  metrics: (graph) => graph.metrics(IDS),
  curve: (graph) => graph.curve("run:fit", "auc"),
  points: (graph) => graph.points("run:fit", "auc", page),
  artifacts: (graph) => many(IDS, (id) => graph.artifacts(id, "", 50)),
  search: (graph) => graph.search("users", [], 50),
  counts: (graph) => graph.counts(1_000),
};

const NAMES = Object.keys(READS) as readonly (keyof Graph)[];

/** An answer as text, with what its maps hold, but for what an inferred read says of its dataset. */
const textOf = (answer: unknown): string =>
  JSON.stringify(
    answer,
    (name, value) => {
      if (name === "dataset") return undefined;
      return value instanceof Map ? [...value] : value;
    },
    1,
  );

/** What takes the place of an entry. */
const nothing = (index: number): Assertion => {
  return { assert: "alias", scheme: "nothing", value: String(index), of: "agent:nobody" };
};

/** The reads that count, sum up or choose among nodes; others answer about each node by itself. */
const SUMMED = [
  "edgesOf",
  "neighbours",
  "find",
  "groups",
  "fieldNames",
  "fieldValues",
  "versions",
  "versionBriefs",
  "versionDays",
  "versionSummaries",
  "newestVersions",
  "jobRuns",
  "lastRuns",
  "sameAs",
  "unlinked",
  "counts",
] as const;

describe.each(STORE_ENGINES)("what a reader may not see on $name", (engine) => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await openLedger(engine);
    for (const assertion of SHOP) await ledger.say(assertion);
    while ((await advanceSearchIndex(ledger.database)) !== 0);
  });
  afterAll(() => ledger.close());

  async function without(hidden: NodeId | undefined): Promise<Graph> {
    const scope = createScope(ledger.database, { principal: TESTER });
    if (hidden === undefined) return graphIn(scope);
    const { rows } = await sql<{ key: number }>`select key from node where id = ${hidden}`.execute(scope.sql);
    const key = sql.lit(rows[0]?.key);
    return graphIn({ ...scope, visible: (of) => sql`${of} <> ${key}` });
  }

  const answersOf = async (graph: Graph): Promise<ReadonlyMap<keyof Graph, string>> =>
    new Map(await Promise.all(NAMES.map(async (name) => [name, textOf(await READS[name](graph))] as const)));

  it("is in no answer", async () => {
    const everything = [...(await answersOf(await without(undefined))).values()].join("\n");
    for (const id of IDS) {
      expect(everything).toContain(JSON.stringify(id));
      for (const [name, text] of await answersOf(await without(id)))
        expect(text, `${name} without ${id}`).not.toContain(JSON.stringify(id));
    }
  });

  it.each(["ds:users:b", "jobrun:two", "ds:new/orders", "ds:people"])(
    "counts for nothing: without %s all is as if it had never been recorded",
    async (id) => {
      const other = await openLedger(engine);
      try {
        for (const [index, assertion] of SHOP.entries())
          await other.say(idsOf(assertion).includes(id) ? nothing(index) : assertion);
        const wanted = await answersOf(graphIn(createScope(other.database, { principal: TESTER })));
        const seen = await answersOf(await without(id));
        for (const name of SUMMED) expect(seen.get(name), name).toBe(wanted.get(name));
      } finally {
        await other.close();
      }
    },
  );

  it("is not the last version or run: what it is of comes last in that order", async () => {
    const { items } = await (await without("ds:users:c")).find(find("Dataset", "latest_at DESC"), page);
    expect(items[0]?.id).not.toBe("ds:users");
    const summaries = await (await without("ds:users:c")).versionSummaries(["ds:users"]);
    expect(summaries.get("ds:users")).toEqual({ count: 2, at: day(2) });
    const failed = find("Job", "", "latest_status = 'finished'");
    expect((await (await without(undefined)).find(failed, page)).items).toHaveLength(1);
    expect((await (await without("jobrun:three")).find(failed, page)).items).toEqual([]);
  });
});
