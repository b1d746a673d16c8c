import type { Assertion } from "@begat/core";
import { describe, expect, it } from "vitest";
import { STORE_ENGINES } from "../stores.ts";
import { edge, node, storeWith } from "./ask.ts";

const at = (day: string, hour = "00"): string => `2026-04-${day}T${hour}:00:00.000Z`;
const version = (name: string, when: string): Assertion => node(name, { native_version: name }, when);
const run = (name: string, job: string, when: string, status: string): readonly Assertion[] => [
  node(
    `jobrun:${name}`,
    { job, started_at: when, status, ended_at: when.replace("00:00.000", "05:00.000") },
    when,
  ),
  edge(`jobrun:${name}`, "run-of", job),
];

/** A table that is written twice and a folder that is written once; two jobs, of which one fails at last; a model. */
const SHOP: readonly (readonly Assertion[])[] = [
  [
    node("ds:orders", { description: "all orders" }),
    { assert: "alias", scheme: "uri", value: "s3://lake/orders", of: "ds:orders" },
    edge("ds:orders", "owned-by", "agent:ada"),
  ],
  [version("ds:orders:a", at("01", "06")), edge("ds:orders:a", "produced-by", "jobrun:load-1")],
  [version("ds:orders:b", at("03")), edge("ds:orders:b", "produced-by", "jobrun:load-2")],
  // Recorded last, but older.
  [version("ds:orders:c", at("01", "09"))],
  [version("ds:users:a", at("02"))],
  [node("ds:empty")],
  run("load-1", "job:load", at("01"), "finished"),
  run("load-2", "job:load", at("03"), "failed"),
  run("check-1", "job:check", at("04"), "finished"),
  [edge("jobrun:check-1", "used", "ds:orders:b"), edge("jobrun:check-1", "owned-by", "agent:ada")],
  [
    node("run:fit", {}, at("05")),
    edge("run:fit", "trained-on", "ds:orders:b"),
    { assert: "points", of: "run:fit", columns: { auc: { step: [0, 1], at: [0, 1], value: [0.5, 0.9] } } },
  ],
  [node("model:sales:v1", {}, at("05")), edge("model:sales:v1", "produced-by", "run:fit")],
  [{ assert: "pointer", name: "champion", of: "model:sales", to: "model:sales:v1" }],
];

describe.each(STORE_ENGINES)("lists on $name", (engine) => {
  const store = storeWith(engine, SHOP);
  const { ask } = store;
  const idsOf = ({ items }: { readonly items: readonly { readonly id: string }[] }) =>
    items.map(({ id }) => id);

  it("have what changed last first, and what never did last", async () => {
    expect(idsOf(await ask("datasets", {}))).toEqual(["ds:orders", "ds:users", "ds:empty"]);
    expect(idsOf(await ask("jobs", {}))).toEqual(["job:check", "job:load"]);
    expect(idsOf(await ask("datasets", { order_by: "id" }))).toEqual(["ds:empty", "ds:orders", "ds:users"]);
  });

  it("tell of a dataset its names, its owners and its versions", async () => {
    const { items } = await ask("datasets", {});
    expect(items[0]).toMatchObject({
      id: "ds:orders",
      props: { description: "all orders" },
      aliases: [{ scheme: "uri", value: "s3://lake/orders" }],
      owners: ["agent:ada"],
      latest: "ds:orders:b",
      versions: 3,
      latest_at: at("03"),
    });
    expect(items[2]).toMatchObject({ aliases: [], owners: [], latest: null, versions: 0, latest_at: null });
  });

  it("tell of a job its last runs, the one that was recorded last first", async () => {
    const { items } = await ask("jobs", {});
    expect(items[1]?.last_runs).toEqual([
      { id: "jobrun:load-2", at: at("03"), ended_at: "2026-04-03T00:05:00.000Z", status: "failed" },
      { id: "jobrun:load-1", at: at("01"), ended_at: "2026-04-01T00:05:00.000Z", status: "finished" },
    ]);
  });

  it("tell of each job no more than its last 20 runs", async () => {
    for (let index = 0; index < 25; index++)
      await store.ledger.say(
        ...run(`more-${index}`, index % 5 === 4 ? "job:check" : "job:load", at("06"), "finished"),
      );
    const [load, check] = await Promise.all(
      ["job:load", "job:check"].map(async (id) => (await ask("jobs", { filter: `id = '${id}'` })).items[0]),
    );
    expect(load?.last_runs).toHaveLength(20);
    expect(load?.last_runs[0]?.id).toBe("jobrun:more-23");
    expect(check?.last_runs.map(({ id }) => id)).toEqual([
      ...["24", "19", "14", "9", "4"].map((number) => `jobrun:more-${number}`),
      "jobrun:check-1",
    ]);
  });

  it("tell of a model where its pointers stand and what was measured there", async () => {
    const { items } = await ask("models", {});
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ id: "model:sales", versions: 1, latest_at: at("05") });
    expect([...(items[0]?.pointers ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: "champion", to: "model:sales:v1", metrics: { auc: 0.9 } },
      { name: "latest", to: "model:sales:v1", metrics: { auc: 0.9 } },
    ]);
  });

  it("are filtered by the state of the last run and by when the last version came to be", async () => {
    expect(idsOf(await ask("jobs", { filter: "latest_status = 'failed'" }))).toEqual(["job:load"]);
    expect(idsOf(await ask("jobs", { filter: "latest_status != 'failed'" }))).toEqual(["job:check"]);
    expect(idsOf(await ask("datasets", { filter: `latest_at > '${at("02")}'` }))).toEqual(["ds:orders"]);
    expect(idsOf(await ask("datasets", { filter: "latest_at IS NULL" }))).toEqual(["ds:empty"]);
    expect(idsOf(await ask("jobs", { filter: `latest_at >= '${at("04")}'` }))).toEqual(["job:check"]);
  });

  it("come in pages", async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await ask("datasets", { limit: 1, ...(cursor !== undefined && { cursor }) });
      seen.push(...idsOf(page));
      if (page.next === undefined) break;
      cursor = page.next;
    }
    expect(seen).toEqual(["ds:orders", "ds:users", "ds:empty"]);
  });
});

describe.each(STORE_ENGINES)("the timeline on $name", (engine) => {
  const store = storeWith(engine, SHOP);
  const { ask } = store;

  it("of a dataset has its versions by when they came to be, with who made and who read them", async () => {
    expect(await ask("timeline", { id: "ds:orders" })).toEqual({
      id: "ds:orders",
      items: [
        { id: "ds:orders:b", at: at("03"), made_by: ["jobrun:load-2"], schema: null, readers: 2 },
        { id: "ds:orders:c", at: at("01", "09"), made_by: [], schema: null, readers: 0 },
        { id: "ds:orders:a", at: at("01", "06"), made_by: ["jobrun:load-1"], schema: null, readers: 0 },
      ],
      days: [
        { day: "2026-04-03", count: 1 },
        { day: "2026-04-01", count: 2 },
      ],
    });
  });

  it("begins where it is asked to, and comes in pages with the placeholder last", async () => {
    await store.ledger.say(node("jobrun:early", {}, at("01")), {
      assert: "bind",
      from: "jobrun:early",
      rel: "used",
      of: "ds:orders",
    });
    const until = await ask("timeline", { id: "ds:orders", until: at("02") });
    expect(until.items.map(({ id }) => id)).toEqual(["ds:orders:c", "ds:orders:a", "ds:orders:initial"]);
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await ask("timeline", {
        id: "ds:orders",
        limit: 1,
        ...(cursor !== undefined && { cursor }),
      });
      seen.push(...page.items.map(({ id }) => id));
      expect("days" in page).toBe(cursor === undefined);
      if (page.next === undefined) break;
      cursor = page.next;
    }
    expect(seen).toEqual(["ds:orders:b", "ds:orders:c", "ds:orders:a", "ds:orders:initial"]);
  });

  it("tells which versions have the same columns", async () => {
    const columns = (names: readonly string[]) => ({ schema: names.map((name) => ({ name, type: "int" })) });
    for (const [name, names] of [
      ["x", ["a"]],
      ["y", ["a"]],
      ["z", ["a", "b"]],
    ] as const)
      await store.ledger.say(node(`ds:wide:${name}`, { native_version: name, ...columns(names) }));
    const [z, y, x] = (await ask("timeline", { id: "ds:wide" })).items as readonly {
      readonly schema: string;
    }[];
    expect(x?.schema).toMatch(/^[0-9a-f]{12}$/);
    expect(y?.schema).toBe(x?.schema);
    expect(z?.schema).not.toBe(x?.schema);
  });

  it("of a model has the metrics of the runs that made its versions", async () => {
    expect((await ask("timeline", { id: "model:sales" })).items).toEqual([
      {
        id: "model:sales:v1",
        at: at("05"),
        made_by: ["run:fit"],
        schema: null,
        readers: 0,
        metrics: { auc: 0.9 },
      },
    ]);
  });

  it("of a job has its runs in pages", async () => {
    const first = await ask("timeline", { id: "job:load", limit: 1 });
    expect(first.items.map(({ id }) => id)).toEqual(["jobrun:load-2"]);
    const second = await ask("timeline", { id: "job:load", limit: 1, cursor: first.next as string });
    expect(second).toEqual({ id: "job:load", items: [expect.objectContaining({ id: "jobrun:load-1" })] });
  });

  it("is refused for what has none", async () => {
    await expect(ask("timeline", { id: "run:fit" })).rejects.toMatchObject({ code: "invalid" });
    await expect(ask("timeline", { id: "job:load", until: at("02") })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(ask("timeline", { id: "ds:none" })).rejects.toMatchObject({ code: "not_found" });
  });
});
