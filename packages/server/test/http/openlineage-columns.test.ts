import { afterAll, beforeAll, expect, it } from "vitest";
import { post, startServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** A run that wrote a table of which each column comes from a hundred others. */
function wide(columns: number): object {
  const lake = { namespace: "s3://lake" };
  const inputFields = Array.from({ length: 100 }, (_, index) => ({
    ...lake,
    name: "raw",
    field: `r${index}`,
  }));
  const fields = Object.fromEntries(
    Array.from({ length: columns }, (_, index) => [`c${index}`, { inputFields }]),
  );
  return {
    eventTime: "2026-04-28T10:00:00Z",
    eventType: "COMPLETE",
    run: { runId: `of-${columns}` },
    job: { namespace: "etl", name: "widen" },
    outputs: [{ ...lake, name: "wide", facets: { columnLineage: { fields } } }],
  };
}

it("says of which dataset more pairs of columns were told than are kept, each time", async () => {
  const lineage = (event: object) => post(`${server.url}/api/v1/lineage`, event);
  expect(await lineage(wide(100))).toMatchObject({ status: 200, body: { warnings: [] } });
  const warnings = [{ code: "incomplete", field: "ds:s3/lake/wide" }];
  expect(await lineage(wide(101))).toMatchObject({ status: 200, body: { status: "created", warnings } });
  expect(await lineage(wide(101))).toMatchObject({ status: 200, body: { status: "unchanged", warnings } });
});
