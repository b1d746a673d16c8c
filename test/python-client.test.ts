import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { datasetIdOf, normaliseUri } from "../packages/core/src/naming/index.ts";
import { pythonMessages } from "../scripts/lib/python-messages.mjs";
import { pythonWith } from "./engines.ts";

const execute = promisify(execFile);
const CLIENT = fileURLToPath(new URL("../python", import.meta.url));
const CACHE = fileURLToPath(new URL("../node_modules/.cache/begat", import.meta.url));
const MYPY_CACHE = join(CACHE, "mypy");
const python = pythonWith("begat");
const folder = await mkdtemp(join(tmpdir(), "begat-python-"));

/** How a test of pytest went. */
interface Outcome {
  readonly test: string;
  readonly outcome: "passed" | "failed" | "skipped";
  readonly why: string;
}

/** Runs a Python program and answers its output; when it fails, that is the error. */
async function run(args: readonly string[], cwd = CLIENT, env: object = {}): Promise<string> {
  const PATH = [dirname(python as string), dirname(process.execPath), process.env.PATH].join(delimiter);
  const options = { cwd, env: { ...process.env, PATH, PYTHONPYCACHEPREFIX: join(CACHE, "pycache"), ...env } };
  try {
    return (await execute(python as string, args, { ...options, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`python ${args.join(" ")}\n${stdout}${stderr}`);
  }
}

/** The tests of the client itself, run once, so that each can be counted here. */
async function outcomesOfPytest(): Promise<readonly Outcome[]> {
  const report = join(folder, "report.ndjson");
  const args = ["-m", "pytest", "-q", "-p", "no:cacheprovider"];
  const error = await run(args, CLIENT, { BEGAT_PYTEST_REPORT: report }).then(
    () => undefined,
    ({ message }: Error) => message,
  );
  const lines = await readFile(report, "utf8").catch(() => "");
  const outcomes = lines.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Outcome]));
  // What fails outside any test, such as a module that cannot be read.
  if (error === undefined || outcomes.some(({ outcome }) => outcome === "failed")) return outcomes;
  return [...outcomes, { test: "pytest", outcome: "failed", why: error }];
}

const LOCATIONS = [
  "s3a://Lake/raw//users/",
  "gcs://lake/ü sers/%41",
  "hdfs://NN:8020/warehouse/x",
  "abfss://Box@acct.dfs.core.windows.net/x",
  "https://me:pw@example.org/users.csv",
  "https://example.org/users.csv?X-Amz-Credential=me%2Fus&v=2&sig=t0p&token=",
  "https://example.org/users.csv?X-Amz-Date=20261127T100000Z&v=2&X-Amz-Expires=60",
  "https://example.org/users.csv?sv=1&se=2027-01-01&v=2&sig=t0p",
  "https://example.org/users.csv?AWSAccessKeyId=me&Expires=1795806503&Signature=t0p",
  "https://example.org/users.csv?expires=2026-12-18&signature=x",
  "https://example.org/users.csv?sv=1&ss=b&srt=sco&sig=t0p&client_secret=t0p&page_token=3",
  "https://me:t0/p@example.org@lake/users.csv",
  "https://example.org?mail=me@example.com&api_key=t0p",
  "sqlserver://DB:1433;user=me@corp;pwd={t;0}}p};password=t@&#0;databaseName=shop",
  "mysql://(host=db,password=t0p)/shop",
  "mssql+pyodbc:///?odbc_connect=SERVER%3Ddb%3BPWD%3D%7Bt%3B0p%7D%3BDATABASE%3Dshop",
  "/data/./in/../users.csv",
  "file:///data/users.csv",
  `s3://lake/${"é".repeat(300)}`,
  `/${"a".repeat(500)}`,
];

const outcomes = python === undefined ? [] : await outcomesOfPytest();

it("The Python client has the messages of the server; npm run generate writes them anew", async () => {
  expect(await readFile(join(CLIENT, "src/begat/message_fields.py"), "utf8")).toBe(pythonMessages());
});

afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(python === undefined)("the Python client", () => {
  it.each(outcomes.map((each) => [each.test, each] as const))("%s", (_, { outcome, why }) => {
    expect(outcome, why).toBe("passed");
  });

  it("is typed throughout", async () => {
    expect(await run(["-m", "mypy", "--cache-dir", MYPY_CACHE])).toContain("no issues");
  });

  it("is in its style", async () => {
    await run(["-m", "ruff", "check", "--no-cache", "."]);
    await run(["-m", "ruff", "format", "--no-cache", "--check", "."]);
  });

  it("needs nothing newer than Python 3.9 to be read", async () => {
    const program = `
import ast, pathlib
for file in pathlib.Path("src").rglob("*.py"):
    ast.parse(file.read_text(), str(file), feature_version=(3, 9))
`;
    await run(["-c", program]);
  });

  it("names datasets as the server does", async () => {
    const program = `
import json, sys, begat.uris as uris
named = [uris.uri_of(location) for location in json.loads(sys.argv[1])]
print(json.dumps([[uri, uris.dataset_id_of(uri)] for uri in named]))
`;
    const said = await run(["-c", program, JSON.stringify(LOCATIONS)], CLIENT, { PYTHONPATH: "src" });
    const expected = LOCATIONS.map(normaliseUri).map((uri) => [uri, datasetIdOf(uri)]);
    expect(JSON.parse(said)).toEqual(expected);
  });

  it("is a wheel with its types, and needs no other package", async () => {
    const source = join(folder, "source");
    await cp(CLIENT, source, { recursive: true });
    const pip = ["-m", "pip", "--disable-pip-version-check"];
    await run([
      ...pip,
      "wheel",
      "--quiet",
      "--no-build-isolation",
      "--no-deps",
      "--wheel-dir",
      folder,
      source,
    ]);
    const wheel = join(folder, "begat-0.1.0-py3-none-any.whl");
    for (const [name, what] of Object.entries({ wheel, folder: source })) {
      const target = join(folder, name);
      await run([
        ...pip,
        "install",
        "--quiet",
        "--no-build-isolation",
        "--no-index",
        "--target",
        target,
        what,
      ]);
      const program =
        "import begat, importlib.metadata as m; print(m.version('begat'), m.requires('begat'), begat.__file__)";
      const said = await run(
        ["-I", "-c", `import sys; sys.path.insert(0, ${JSON.stringify(target)}); ${program}`],
        folder,
      );
      expect(said.trim()).toBe(`0.1.0 None ${join(target, "begat/__init__.py")}`);
      await readFile(join(target, "begat/py.typed"));
    }
  });
});
