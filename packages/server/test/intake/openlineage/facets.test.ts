import { describe, expect, it } from "vitest";
import { readEvent } from "../../../src/intake/openlineage/event.ts";
import { translate } from "../../../src/intake/openlineage/translate.ts";
import { event, graphOf, people, RUN, users } from "./facet-events.ts";

describe("facets of OpenLineage", () => {
  it("symlinks: one dataset under several names", async () => {
    const table = { namespace: "hive://metastore", name: "db.users" };
    const identifiers = [{ ...table, type: "TABLE" }];
    const reads = event({ run: { runId: "reader" }, inputs: [table], eventTime: "2026-04-28T11:00:00Z" });
    const writes = event({ outputs: [{ ...users, facets: { symlinks: { identifiers } } }] });
    const { edges, aliases } = await graphOf(writes, reads);
    expect(aliases).toEqual(
      expect.arrayContaining([
        "uri hive://metastore/db.users = ds:s3/lake/users",
        "uri s3://lake/users = ds:s3/lake/users",
      ]),
    );
    expect(edges).toContainEqual(
      expect.stringContaining(`jobrun:reader used ds:s3/lake/users:${RUN} inferred`),
    );
  });

  it("symlinks: two datasets that turn out to be one are joined", async () => {
    const table = { namespace: "hive://metastore", name: "db.users" };
    const identifiers = [{ ...table, type: "TABLE" }];
    const { edges } = await graphOf(
      event({ run: { runId: "a" }, inputs: [table] }),
      event({ run: { runId: "b" }, inputs: [users] }),
      event({ run: { runId: "c" }, inputs: [{ ...users, facets: { symlinks: { identifiers } } }] }),
    );
    expect(edges).toContainEqual(expect.stringMatching(/same-as/));
  });

  it("lifecycle: a renamed dataset is the same as before, a dropped one has no new version", async () => {
    const rename = { lifecycleStateChange: "RENAME", previousIdentifier: users };
    const { nodes, edges } = await graphOf(
      event({ outputs: [{ ...people, facets: { lifecycleStateChange: rename } }] }),
      event({
        run: { runId: "d" },
        outputs: [{ ...users, facets: { lifecycleStateChange: { lifecycleStateChange: "DROP" } } }],
      }),
    );
    expect(edges).toContainEqual("ds:s3/lake/people same-as ds:s3/lake/users reported");
    expect(nodes["ds:s3/lake/users"]).toMatchObject({ lifecycle: "drop" });
    expect(Object.keys(nodes).filter((id) => /^ds:[^:]+:/.test(id))).toEqual([]);
  });

  it("assertions become checks of what was read and of what was written", async () => {
    const failed = {
      dataQualityAssertions: { assertions: [{ assertion: "unique", success: false, severity: "warn" }] },
    };
    const { nodes, edges } = await graphOf(
      event({ inputs: [{ ...users, inputFacets: failed }], outputs: [{ ...people, facets: failed }] }),
    );
    const checks = Object.entries(nodes).filter(([id]) => id.startsWith("check:"));
    expect(checks.map(([, node]) => (node as { status: string }).status)).toEqual(["warning", "warning"]);
    expect(edges).toContainEqual(
      expect.stringMatching(/^check:\w+ checks ds:s3\/lake\/users:initial inferred/),
    );
    expect(edges).toContainEqual(
      expect.stringMatching(new RegExp(`^check:\\w+ checks ds:s3/lake/people:${RUN} reported$`)),
    );
  });

  it("assertions are checks of the version of the input that is named", async () => {
    const inputFacets = { dataQualityAssertions: { assertions: [{ assertion: "unique", success: true }] } };
    const facets = { version: { datasetVersion: "x7" } };
    const { edges } = await graphOf(event({ inputs: [{ ...users, facets, inputFacets }] }));
    expect(edges.filter((edge) => edge.includes(" checks "))).toEqual([
      expect.stringMatching(/^check:\w+ checks ds:s3\/lake\/users:x7 reported$/),
    ]);
  });

  it("parent and root: a task is part of its DAG run, and of the outermost run", async () => {
    const of = (runId: string) => ({ run: { runId }, job: { namespace: "etl", name: runId } });
    const facets = { parent: { ...of("task"), root: of("dag") } };
    const { edges } = await graphOf(event({ run: { runId: RUN, facets } }));
    expect(edges).toEqual(
      expect.arrayContaining([
        `jobrun:${RUN} part-of jobrun:task reported`,
        `jobrun:${RUN} part-of jobrun:dag [root] reported`,
        "jobrun:dag run-of job:etl/dag reported",
      ]),
    );
  });

  it("root: the outermost run, whose root is itself, is part of nothing by that", async () => {
    const self = { run: { runId: RUN }, job: { namespace: "etl", name: "load" } };
    const { change } = translate(
      readEvent(event({ run: { runId: RUN, facets: { parent: { ...self, root: self } } } })),
    );
    expect(change.assertions).not.toContainEqual(expect.objectContaining({ rel: "part-of" }));
  });

  it("a failed run has written nothing, and says what it would have", async () => {
    const { nodes } = await graphOf(event({ eventType: "FAIL", outputs: [users] }));
    expect(nodes[`jobrun:${RUN}`]).toMatchObject({ status: "failed", outputs: { "s3://lake/users": RUN } });
    expect(nodes).not.toHaveProperty(`ds:s3/lake/users:${RUN}`);
  });

  it("what is said of a dataset by its URI is taken for all names that a dataset may have", async () => {
    const long = { namespace: "s3://lake", name: "n".repeat(1000 - "s3://lake/".length) };
    const uri = `s3://lake/${long.name}`;
    const { nodes } = await graphOf(
      event({ eventType: "START", inputs: [{ ...long, inputFacets: { own: { a: 1 } } }], outputs: [long] }),
    );
    expect(nodes[`jobrun:${RUN}`]).toMatchObject({
      input_facets: { [uri]: { own: { a: 1 } } },
      outputs: { [uri]: RUN },
    });
  });

  it("an error that is too long is cut between characters", async () => {
    const message = `a${"😀".repeat(10_000)}`;
    const errorMessage = { message, stackTrace: message };
    const { nodes } = await graphOf(
      event({ eventType: "FAIL", run: { runId: RUN, facets: { errorMessage } } }),
    );
    const kept = `a${"😀".repeat(8191)}\uFFFD`;
    expect(nodes[`jobrun:${RUN}`]).toMatchObject({ error: { message: kept, stack_trace: kept } });
  });

  it("what a run failed to write has no version: what is said of it stays with the run, as it was said last", async () => {
    const said = (eventType: string, rowCount: number, minute: number) =>
      event({
        eventType,
        eventTime: `2026-04-28T10:0${minute}:00Z`,
        outputs: [{ ...users, outputFacets: { outputStatistics: { rowCount, _producer: "x" } } }],
      });
    const events = [said("START", 0, 0), said("FAIL", 3, 1), said("ABORT", 4, 2)];
    for (const order of [events, [...events].reverse()]) {
      const { nodes } = await graphOf(...order);
      expect(nodes[`jobrun:${RUN}`]).toMatchObject({
        output_facets: { "s3://lake/users": { outputStatistics: { rowCount: 4 } } },
      });
    }
    const { nodes } = await graphOf(said("START", 0, 0), said("COMPLETE", 5, 3));
    expect(nodes[`jobrun:${RUN}`]).not.toHaveProperty("output_facets");
    expect(nodes[`ds:s3/lake/users:${RUN}`]).toMatchObject({ statistics: { rows: 5 } });
  });

  it("tags of a column are on its feature", async () => {
    const tags = [
      { key: "pii", value: "true", field: "email" },
      { key: "team", value: "risk" },
    ];
    const { nodes } = await graphOf(event({ outputs: [{ ...users, facets: { tags: { tags } } }] }));
    expect(nodes["feature:s3/lake/users/email"]).toMatchObject({ tags: { pii: "true" } });
    expect(nodes["ds:s3/lake/users"]).toMatchObject({ tags: { team: "risk" } });
  });

  it("an older event that comes late changes nothing that a newer one said", async () => {
    const at = (eventTime: string, description: string, more: object = {}) =>
      event({
        eventTime,
        run: { runId: description },
        job: { namespace: "etl", name: "load", facets: { documentation: { description }, ...more } },
      });
    const newer = at("2026-04-28T12:00:00Z", "new");
    const older = at("2026-04-28T11:00:00Z", "old", { sql: { query: "select 1", dialect: "x" } });
    const { nodes } = await graphOf(newer, older);
    expect(nodes["job:etl/load"]).toMatchObject({
      description: "new",
      facets: { sql: { query: "select 1" } },
    });
    expect(await graphOf(older, newer)).toEqual(await graphOf(newer, older));
  });

  it("a facet replaces the earlier one as a whole", async () => {
    const at = (eventTime: string, sql: object) =>
      event({ eventTime, job: { namespace: "etl", name: "load", facets: { sql } } });
    const first = at("2026-04-28T11:00:00Z", { query: "select 1", dialect: "x" });
    const second = at("2026-04-28T12:00:00Z", { query: "select 2" });
    const { nodes } = await graphOf(first, second);
    expect((nodes["job:etl/load"] as { facets: object }).facets).toEqual({ sql: { query: "select 2" } });
  });

  it("no password is kept", async () => {
    const table = { namespace: "jdbc:postgresql://me:secret@db:5432", name: "shop.orders" };
    const sourceCodeLocation = { type: "git", url: "https://me:secret@example.com/x", repoUrl: "" };
    const job = { namespace: "spark://me:secret@host", name: "load", facets: { sourceCodeLocation } };
    const facets = {
      dataSource: { name: "db", uri: table.namespace },
      odbc: { connection: "Driver={ODBC Driver 18};Server=db;Pwd=secret;Database=shop" },
      jdbc: { url: "jdbc:sqlserver://db;applicationName=My App;user=me@corp;password=secret" },
    };
    const graph = await graphOf(event({ job, inputs: [{ ...table, facets }] }));
    expect(JSON.stringify(graph)).toContain("https://example.com/x");
    expect(JSON.stringify(graph)).toContain("ds:postgres/db/shop.orders");
    expect(JSON.stringify(graph)).toContain("Server=db;Database=shop");
    expect(JSON.stringify(graph)).not.toContain("secret");
  });

  it("where the code of a job is, with the pull request that it is of", async () => {
    const url = "https://example.com/shop.git";
    const said = { type: "git", url, branch: "main", pullRequestNumber: "17" };
    const job = { namespace: "etl", name: "load", facets: { sourceCodeLocation: said } };
    const { nodes } = await graphOf(event({ job }));
    expect(nodes["job:etl/load"]).toMatchObject({
      source: { type: "git", url, branch: "main", pull_request: "17" },
    });
  });

  it("a state of its lifecycle that is taken back is none", async () => {
    const said = (facet: object, eventTime: string) =>
      event({ eventTime, outputs: [{ ...users, facets: { lifecycleStateChange: facet } }] });
    const dropped = said({ lifecycleStateChange: "DROP" }, "2026-04-28T10:00:00Z");
    const deleted = said({ _deleted: true }, "2026-04-28T11:00:00Z");
    for (const events of [
      [dropped, deleted],
      [deleted, dropped],
    ])
      expect((await graphOf(...events)).nodes["ds:s3/lake/users"]).not.toHaveProperty("lifecycle");
  });

  it("a profile says when it was taken, and the type of a job how its events come", async () => {
    const captureDate = "2026-04-28T09:00:00Z";
    const emissionPattern = {
      eventTrigger: "PERIODIC",
      eventContentMode: "ACCUMULATIVE",
      windowDuration: 60,
    };
    const jobType = { processingType: "STREAMING", integration: "FLINK", emissionPattern };
    const { nodes } = await graphOf(
      event({
        job: { namespace: "etl", name: "load", facets: { jobType } },
        outputs: [{ ...users, facets: { dataQualityMetrics: { rowCount: 3, captureDate } } }],
      }),
    );
    const profile = Object.entries(nodes).find(([id]) => id.startsWith("check:"))?.[1];
    expect(profile).toMatchObject({ kind: "profile", details: { rowCount: 3, captureDate } });
    expect(nodes["job:etl/load"]).toMatchObject({
      type: { emission: { trigger: "periodic", content: "accumulative", window: 60 } },
    });
  });

  it("an event that would say more than a change may is refused before all of it is said", () => {
    const fields = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [
        `c${index}`,
        { inputFields: [{ ...people, field: "x" }] },
      ]),
    );
    const outputs = Array.from({ length: 10 }, (_, index) => ({
      namespace: "s3://lake",
      name: `table-${index}`,
      facets: { columnLineage: { fields } },
    }));
    expect(() => translate(readEvent(event({ outputs })))).toThrow(
      expect.objectContaining({ code: "invalid", details: expect.objectContaining({ field: "assertions" }) }),
    );
  });
});
