import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, postgresUrl, pythonWith, type TestDatabase } from "./engines.ts";
import { send } from "./support/hostile/send.ts";
import { faultOf, hostileTo, WIRES } from "./support/hostile/wires.ts";
import { BEGAT, type ServerProcess, startServer } from "./support/server.ts";

/** Of each kind, on each store. */
const REQUESTS = 10_000;

/** Schemathesis's of each operation. */
const EXAMPLES = 1_000;

/**
 * Statuses that refuse what the schema does: those of Schemathesis, and of what is too large. In a query a number is a list of one,
 * which Schemathesis takes for one that should be refused.
 */
const CONFIG = `[checks]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 409, 413, 422, 431]

[[operations]]
include-name = "GET /ledger/proofs"
checks.negative_data_rejection.enabled = false
`;

/** What says of a request that is fine by the schema, but not by the record, that it must be taken, or asks for tokens. */
const NOT_MEANT = "ignored_auth,missing_required_header,positive_data_acceptance";

const schemathesis = pythonWith("schemathesis");
const STORES = ["SQLite", ...(postgresUrl() === undefined ? [] : ["PostgreSQL"])];

describe.each(STORES)("a hundred thousand hostile requests to a server on %s", (store) => {
  let data: string;
  let database: TestDatabase | undefined;
  let server: ServerProcess;
  let where: readonly string[];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "begat-hostile-"));
    database = store === "SQLite" ? undefined : await createTestDatabase();
    where = database === undefined ? [] : ["--database", database.url];
    server = await startServer(data, where);
  });
  afterAll(async () => {
    await server.stop();
    await database?.drop();
    await rm(data, { recursive: true });
  });

  it("are answered 2xx, or 4xx with the reason", async () => {
    const hostile = await hostileTo(server.url);
    for (const wire of WIRES) {
      await fc.assert(
        fc.asyncProperty(hostile[wire], async (request) => {
          expect(faultOf(request, await send(server.url, request))).toBeUndefined();
        }),
        { numRuns: REQUESTS },
      );
    }
  });

  it.skipIf(schemathesis === undefined)("are answered as the OpenAPI document says", async () => {
    const program = join(dirname(schemathesis as string), "schemathesis");
    const config = join(data, "schemathesis.toml");
    await writeFile(config, CONFIG);
    const options = [
      ...[
        "--config-file",
        config,
        "run",
        `${server.url}/openapi.json`,
        "--url",
        server.url,
        "--exclude-path",
        "/events",
      ],
      ...["--phases", "examples,coverage,fuzzing", "--max-examples", `${EXAMPLES}`, "--continue-on-failure"],
      ...["--exclude-checks", NOT_MEANT, "--suppress-health-check", "all", "--request-timeout", "30"],
      ...["--generation-with-security-parameters", "false", "--generation-database", "none", "--no-color"],
    ];
    const { code, output } = await run(program, options);
    expect(code, output.slice(-20_000)).toBe(0);
  });

  it("leave a ledger that verifies", async () => {
    expect(await server.stop()).toBe(0);
    expect(server.output()).not.toMatch(/"level":[56]0/);
    const { code, output } = await run(process.execPath, [
      BEGAT,
      "ledger",
      "verify",
      "--data",
      data,
      ...where,
    ]);
    expect(code, output).toBe(0);
  });
});

async function run(
  program: string,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const child = spawn(program, args, { cwd: tmpdir(), stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}
