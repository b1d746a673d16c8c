import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentOf } from "../../src/http/openapi.ts";
import { NATIVE_ROUTES } from "../../src/http/routes.ts";
import { MESSAGES } from "../../src/intake/native/messages.ts";
import { get, post, startServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  for (const { name, example } of MESSAGES.values()) {
    if (name !== "end") await say(name, example);
  }
  await say("hide", { id: "run:run-20260428-0001", hidden: false });
  await say("run", { run_id: "second", params: { lr: 1 }, metrics: { auc: "NaN" }, dirty: true });
  await say("pointer", { of: "model:churn", name: "champion", to: "model:churn:v3" });
});
afterAll(() => server.close());

async function say(name: string, said: object): Promise<void> {
  expect(await post(`${server.url}/metadata/${name}`, said)).toMatchObject({ status: 200 });
}

/** Objects of the document have no members but those it names, as far as it names any. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, closed(member)]));
  return "properties" in members ? { ...members, unevaluatedProperties: false } : members;
}

const document = closed(JSON.parse(JSON.stringify(documentOf(NATIVE_ROUTES, "0.0.0-test")))) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: object;
};
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: "openapi", components: document.components });

/** What the document says that an address answers. */
function validatorOf(url: string, method = "get") {
  const operation = document.paths[url]?.[method] as {
    readonly responses: {
      readonly 200: { readonly content: { readonly "application/json": { readonly schema: object } } };
    };
  };
  const schema = JSON.stringify(operation.responses[200].content["application/json"].schema);
  return ajv.compile(JSON.parse(schema.replaceAll('"#/components', '"openapi#/components')));
}

describe("the answer is what the OpenAPI document says", () => {
  it.each([
    ["/nodes/{id}", "/nodes/ds:users"],
    ["/nodes/{id}", "/nodes/run:run-20260428-0001"],
    ["/history/{id}", "/history/model:churn"],
    ["/history/{id}", "/history/run:run-20260428-0001"],
    ["/versions/{id}", "/versions/ds:users"],
    ["/lineage/{id}", "/lineage/deploy:churn-2026-04-28"],
    ["/lineage/{id}", "/lineage/deploy:churn-2026-04-28?fields=id"],
    ["/impact/{id}", "/impact/ds:users:v12"],
    ["/path", "/path?from=deploy:churn-2026-04-28&to=ds:users-raw:v3"],
    ["/reproduce/{id}", "/reproduce/run:run-20260428-0001"],
    ["/reproduce/{id}", "/reproduce/run:second"],
    ["/runs", "/runs"],
    ["/runs", "/runs?columns=metrics.auc,params.lr&limit=1"],
    ["/runs/{id}/metrics", "/runs/run:second/metrics"],
    ["/runs/{id}/metrics", "/runs/run:second/metrics?name=auc"],
    ["/compare", "/compare?ids=run:second,run:run-20260428-0001"],
    ["/production", "/production?at=2026-05-01"],
    ["/find", "/find?kind=Deployment"],
    ["/search", "/search?q=churn"],
    ["/ledger", "/ledger?limit=3"],
    ["/ledger/proof", "/ledger/proof?seq=1"],
    ["/ledger/proof", "/ledger/proof?first=1"],
    ["/schema", "/schema"],
    ["/health", "/health"],
    ["/tokens", "/tokens"],
  ])("%s: %s", async (url, path) => {
    const { status, body } = await get(server.url + path);
    expect([status, body]).toEqual([200, expect.anything()]);
    const validate = validatorOf(url);
    validate(body);
    expect(validate.errors ?? []).toEqual([]);
  });

  it("for writes and errors too", async () => {
    const run = await post(`${server.url}/metadata/run`, {
      run_id: "third",
      dataset_versions: ["ds:nobody:v1"],
    });
    expect(validatorOf("/metadata/run", "post")(run.body)).toBe(true);
    const batch = await post(`${server.url}/metadata/batch`, [{ run: { run_id: "third" } }, {}]);
    expect(validatorOf("/metadata/batch", "post")(batch.body)).toBe(true);
    const token = await post(`${server.url}/tokens`, { agent: "ci", scope: "read" });
    expect(validatorOf("/tokens", "post")(token.body)).toBe(true);
    const refused = await post(`${server.url}/metadata/run`, {});
    const error = ajv.getSchema("openapi#/components/schemas/Error");
    expect(error?.(refused.body)).toBe(true);
  });
});
