import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, post, startServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const event = (changes: object = {}): Record<string, unknown> => ({
  eventTime: "2026-04-28T10:00:00Z",
  eventType: "COMPLETE",
  run: { runId: "0f5b1d1e-6a3f-4a55-9c68-3c1f1a3b0001" },
  job: { namespace: "etl", name: "load" },
  outputs: [{ namespace: "s3://lake", name: "users" }],
  ...changes,
});
const lineage = (body: unknown, headers = {}) => post(`${server.url}/api/v1/lineage`, body, headers);

interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}

describe("POST /api/v1/lineage", () => {
  it("answers the receipt of the run, and unchanged when the event comes again", async () => {
    const id = "jobrun:0f5b1d1e-6a3f-4a55-9c68-3c1f1a3b0001";
    expect(await lineage(event())).toMatchObject({
      status: 200,
      body: { id, status: "created", warnings: [] },
    });
    expect(await lineage(event())).toMatchObject({ status: 200, body: { id, status: "unchanged" } });
    const zipped = gzipSync(JSON.stringify(event()));
    expect(await lineage(zipped, { "content-encoding": "gzip" })).toMatchObject({
      status: 200,
      body: { id, status: "unchanged" },
    });
  });

  it("keeps the first of two starts and warns", async () => {
    const run = { runId: "two-starts" };
    const start = (eventTime: string) => event({ eventType: "START", eventTime, run, outputs: [] });
    await lineage(start("2026-04-28T10:00:00Z"));
    expect(await lineage(start("2026-04-28T11:00:00Z"))).toMatchObject({
      status: 200,
      body: { warnings: [{ code: "conflict", field: "started_at" }] },
    });
  });

  it.each([
    ["a run id that is no UUID", { run: { runId: "manual__2026-04-28T10:00:00+00:00" } }],
    ["no eventType", { eventType: undefined }],
    ["nulls for what is missing", { inputs: null, outputs: null, run: { runId: "nulls", facets: null } }],
    [
      "an unknown facet of an odd shape",
      { run: { runId: "odd", facets: { odd: [1, { a: null }], none: null } } },
    ],
    ["known facets of a wrong shape", wrongFacets()],
    [
      "names of JavaScript's machinery",
      { run: { runId: "constructor", facets: { constructor: { valueOf: 1 } } } },
    ],
    ["a time with nanoseconds and no zone", { eventTime: "2026-04-28T10:00:00.123456789" }],
    ["a time as Java writes it", { eventTime: "2026-04-28T10:00:00+02:00[Europe/Berlin]" }],
    ["a schema of an older version", { schemaURL: "https://openlineage.io/spec/0-0-1/OpenLineage.json" }],
  ])("takes %s", async (_, changes) => {
    expect(await lineage(event(changes))).toMatchObject({ status: 200 });
  });

  it.each([
    ["no time", { eventTime: undefined }, "eventTime: is missing"],
    ["a time that is none", { eventTime: "yesterday" }, 'eventTime: "yesterday" is no instant'],
    ["a zone that is none", { eventTime: "2026-04-28T10:00:00+99:99" }, "eventTime: "],
    ["a day that is none", { eventTime: "2026-02-30T10:00:00Z" }, "eventTime: "],
    ["an unknown eventType", { eventType: "DONE" }, 'ABORT, FAIL, OTHER; "DONE" is none'],
    ["no run id", { run: {} }, "run.runId: is missing"],
    ["a run id of a wrong type", { run: { runId: 7 } }, "run.runId: must be a string"],
    ["no job", { job: undefined }, "job: is missing; a run event names its job"],
    ["a job without a namespace", { job: { name: "load" } }, "job.namespace: is missing"],
    ["outputs that are no list", { outputs: {} }, "outputs: must be a list: datasets, each with"],
    ["an output without a name", { outputs: [{ namespace: "s3://lake" }] }, "outputs[0].name: is missing"],
    ["an empty name", { outputs: [{ namespace: "s3://lake", name: "" }] }, "outputs[0].name: "],
    ["facets that are a list", { run: { runId: "x", facets: [] } }, "run.facets: must be an object"],
    [
      "nothing that it is about",
      { run: undefined, job: undefined },
      "run: is missing; an event has run and job",
    ],
  ])("refuses %s, names the field and keeps the event", async (_, changes, message) => {
    const size = await server.size();
    const answer = await lineage(event(changes));
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid" } } });
    expect((answer.body as Refused).error.message).toContain(message);
    expect(await server.size()).toBe(size);
    const { body } = await get(`${server.url}/rejected?limit=1`);
    const [kept] = (body as { items: Record<string, string>[] }).items;
    expect(kept).toMatchObject({ source: "openlineage", actor: "agent:local", code: "invalid" });
    expect(kept?.message).toContain(message);
    expect(JSON.parse(String(kept?.payload))).toEqual(JSON.parse(JSON.stringify(event(changes))));
  });

  it.each([
    ["text that is no JSON", '{"eventTime": "2026', 400],
    ["the key __proto__", '{"eventTime":"2026-04-28T10:00:00Z","__proto__":{"run":1}}', 400],
    ["nesting without end", `{"a":${"[".repeat(100_000)}`, 400],
    ["nothing", "", 400],
    ["a list", "[]", 400],
    ["bytes that are no UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), 400],
    ["more than 8 MiB", JSON.stringify(event({ filler: "x".repeat(9 << 20) })), 413],
    ["more than 8 MiB, zipped", gzipSync(JSON.stringify(event({ filler: "x".repeat(9 << 20) }))), 413],
    ["a broken gzip", gzipSync("{}").subarray(0, 12), 400],
  ])("refuses %s", async (name, body, status) => {
    const headers = /gzip|zipped/.test(name) ? { "content-encoding": "gzip" } : {};
    expect(await lineage(body, headers)).toMatchObject({ status });
  });

  it("says where a list goes, and how gzip is told", async () => {
    const messageOf = async (body: string | Buffer) => ((await lineage(body)).body as Refused).error.message;
    expect(await messageOf("[]")).toContain("a list of events goes to /api/v1/lineage/batch");
    expect(await messageOf(gzipSync("{}"))).toBe("body: is gzip; say so with content-encoding: gzip");
  });

  it("takes numbers, NUL and half characters in facets that JSON or the record cannot hold", async () => {
    const text = JSON.stringify(
      event({ run: { runId: "odd-json", facets: { scan: { snapshot: 1 } } } }),
    ).replace(
      '"snapshot":1',
      String.raw`"snapshot":4967254321987654321,"mean":NaN,"max":-Infinity,"big":1e999,"cut":"a\ud83d","nul":"\u0000 1e999"`,
    );
    expect(await lineage(text)).toMatchObject({ status: 200 });
    const { body } = await get(`${server.url}/nodes/jobrun:odd-json`);
    expect(body).toMatchObject({
      props: {
        facets: {
          scan: {
            snapshot: "4967254321987654321",
            mean: "NaN",
            max: "-Infinity",
            big: "1e999",
            cut: "a\uFFFD",
            nul: "\uFFFD 1e999",
          },
        },
      },
    });
  });

  it("leaves out what is too big of a facet, and says so", async () => {
    const facets = { plan: { text: "x".repeat(70_000) }, small: { a: 1 } };
    await lineage(event({ run: { runId: "big", facets } }));
    const { body } = await get(`${server.url}/nodes/jobrun:big`);
    expect(body).toMatchObject({
      props: { facets: { small: { a: 1 }, plan: { omitted: expect.stringContaining("65536") } } },
    });
  });

  it("deletes a facet that says so", async () => {
    const job = (facets: object) => ({ namespace: "etl", name: "deleting", facets });
    await lineage(event({ job: job({ documentation: { description: "old" }, other: { a: 1 } }) }));
    await lineage(
      event({
        eventTime: "2026-04-28T12:00:00Z",
        job: job({ documentation: { _deleted: true }, other: { _deleted: true } }),
      }),
    );
    const { body } = await get(`${server.url}/nodes/job:etl/deleting`);
    expect((body as { props: object }).props).not.toHaveProperty("description");
    expect((body as { props: { facets?: object } }).props.facets ?? {}).toEqual({});
  });
});

describe("POST /api/v1/lineage/batch", () => {
  const batch = (body: unknown) => post(`${server.url}/api/v1/lineage/batch`, body);

  it("answers as OpenLineage specifies", async () => {
    const good = event({ run: { runId: "batch-1" } });
    expect(await batch([good, good])).toMatchObject({
      status: 200,
      body: { status: "success", summary: { received: 2, successful: 2, failed: 0 }, failed_events: [] },
    });
    expect(await batch([good, { eventTime: "never" }, good])).toMatchObject({
      status: 200,
      body: {
        status: "partial_success",
        summary: { received: 3, successful: 2, failed: 1, retriable: 0, non_retriable: 1 },
        failed_events: [{ index: 1, retriable: false, reason: expect.stringContaining("eventTime") }],
      },
    });
  });

  it("refuses what is no list, which it keeps, and more events than it takes", async () => {
    const message = "body: must be a list of events; one event goes to /api/v1/lineage";
    expect(await batch(event())).toMatchObject({ status: 400, body: { error: { message } } });
    const { body } = await get(`${server.url}/rejected?limit=1`);
    expect(body).toMatchObject({ items: [{ message, payload: JSON.stringify(event()) }] });
    expect(await batch(Array.from({ length: 10_001 }, () => 1))).toMatchObject({ status: 413 });
    expect(await get(`${server.url}/rejected?limit=1`)).toMatchObject({
      body: { items: [{ code: "too_large", message: expect.stringContaining("at most 10000 events") }] },
    });
  });
});

function wrongFacets(): object {
  const wrong = {
    fields: 7,
    owners: "x",
    tags: {},
    identifiers: [1],
    assertions: [{}],
    run: 7,
    columnMetrics: [],
  };
  const facets = Object.fromEntries(
    [
      "schema",
      "ownership",
      "tags",
      "symlinks",
      "dataQualityAssertions",
      "parent",
      "columnLineage",
      "version",
    ].map((name) => [name, { ...wrong, description: 9, datasetVersion: 3 }]),
  );
  return {
    run: {
      runId: "wrong",
      facets: { ...facets, nominalTime: { nominalStartTime: "noon" }, errorMessage: 1 },
    },
    job: {
      namespace: "etl",
      name: "wrong",
      facets: { ...facets, jobType: [], sourceCodeLocation: { url: 1 } },
    },
    outputs: [
      {
        namespace: "s3://lake",
        name: "wrong",
        facets,
        outputFacets: { outputStatistics: { rowCount: "7" } },
      },
    ],
  };
}
