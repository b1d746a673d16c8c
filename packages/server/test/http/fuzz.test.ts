import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NATIVE_ROUTES } from "../../src/http/routes.ts";
import { MESSAGES } from "../../src/intake/native/messages.ts";
import { startServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const WRITES = NATIVE_ROUTES.filter(({ method, url }) => method === "POST" && !url.startsWith("/ledger"));
const READS = NATIVE_ROUTES.filter(({ method, url }) => method === "GET" && url !== "/events");
const FIELDS = [...new Set([...MESSAGES.values()].flatMap(({ schema }) => Object.keys(schema.properties)))];

const json = fc.oneof(
  { depthSize: "small" },
  fc.jsonValue(),
  fc.dictionary(fc.constantFrom(...FIELDS), fc.jsonValue()),
);
/** An example with some of its values replaced: closer to what is taken than any JSON. */
const nearly = fc
  .tuple(
    fc.constantFrom(...MESSAGES.values()),
    fc.dictionary(fc.constantFrom(...FIELDS), fc.jsonValue(), { maxKeys: 2 }),
  )
  .map(([{ example }, changed]) => ({ ...example, ...changed }));
const body = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  nearly.map((value) => JSON.stringify(value)),
  fc.array(nearly).map((items) => JSON.stringify(items.map((item) => ({ run: item })))),
  fc.string({ unit: "binary" }),
);
const type = fc.constantFrom(
  "application/json",
  "application/x-ndjson",
  "application/vnd.begat.tree+json",
  "text/plain",
);

describe("whatever is sent", () => {
  it("a write answers 2xx or 4xx", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...WRITES), body, type, async ({ url }, text, contentType) => {
        const answer = await fetch(server.url + url, {
          method: "POST",
          headers: { "content-type": contentType },
          body: text,
        });
        const said = await answer.text();
        expect(answer.status, said).toBeLessThan(500);
        if (answer.status >= 400)
          expect(JSON.parse(said)).toMatchObject({ error: { message: expect.any(String) } });
        expect(said).not.toMatch(/"status":5\d\d/);
      }),
      { numRuns: 1500 },
    );
    expect(server.log).toEqual([]);
  });

  it("a read answers 2xx or 4xx", async () => {
    const parameters = [...new Set(READS.flatMap(({ query }) => Object.keys(query?.properties ?? {})))];
    const query = fc.dictionary(fc.constantFrom(...parameters, "x"), fc.string({ unit: "binary" }), {
      maxKeys: 3,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...READS),
        fc.string({ unit: "binary" }),
        query,
        async ({ url }, id, args) => {
          const path = url.replace(/\{\w+\}/, encodeURIComponent(id.toWellFormed()));
          const search = new URLSearchParams(args).toString();
          const answer = await fetch(`${server.url}${path}?${search}`);
          expect(answer.status, await answer.text()).toBeLessThan(500);
        },
      ),
      { numRuns: 800 },
    );
  });
});
