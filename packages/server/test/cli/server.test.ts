import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServerProcess, startServer } from "../../../../test/support/server.ts";
import { begat, type Ended, type RunOptions, STORY_LINES, temporaryFolder } from "./begat.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: ServerProcess;

const ask = (line: string, options?: RunOptions): Promise<Ended> =>
  begat([...line.split(" "), "--data", join(folder.path, "record")], options);

/** Sends an event of OpenLineage. */
const send = (event: object): Promise<Response> =>
  fetch(`${server.url}/api/v1/lineage`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(event),
  });

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await startServer(join(folder.path, "record"));
  const { code, err } = await ask("publish -", { stdin: STORY_LINES });
  expect(err).not.toContain("refused");
  expect(code).toBe(0);
});

afterAll(async () => {
  await server.stop();
  await folder.remove();
});

describe("every question, through the running server", () => {
  test.each([
    ["dataset list", /^ds:users +v12 .*Every customer/m],
    ["dataset show users", /^VERSION +AT +HASH +ENTRY\nds:users:v12 /m],
    ["dataset show users-raw", /^VERSION +AT +NATIVE VERSION +ENTRY\nds:users-raw:v3 .*snap-3/m],
    ["dataset show users:v12", /derived-from +ds:users-raw:v3/],
    ["dataset history users:v12", /content_hash: sha256:abab/],
    ["dataset history users", /@latest +ds:users:v12/],
    ["job list", /^job:clean-users +jobrun:clean-1 +2026-04-28 09:00:00/m],
    ["job show clean-users", /^RUN +STARTED\njobrun:clean-1 +2026-04-28 09:00:00\n/m],
    ["find JobRun", /^jobrun:clean-1 +job:clean-users +2026-04-28 09:00:00/m],
    ["find Run --filter status='finished'", /^RUN +STATUS +AT\nrun:r1 +finished +2026-04-28 10:00:00\n$/],
    ["run list", /^run:r1 +finished +2026-04-28 10:00:00 +0.92/m],
    ["run list --filter metrics.auc<0.9", /^RUN +NAME +STARTED.*\nrun:r2 +Shallow trees/],
    ["run list --columns metrics.auc,params.lr --limit 1", /^RUN +metrics.auc +params.lr/m],
    ["run show r1", /trained-on +ds:users:v12 +train/],
    ["run compare r1 r2", /^ +WHAT +run:r1 +run:r2\n +name +Shallow trees\n/],
    ["run compare r1 r2", /^≠ +params.lr +0.01 +0.1$/m],
    ["model list", /^model:churn +v3/m],
    ["model show churn:v3", /produced-by +run:r1/],
    ["deployment list --environment production", /^deploy:churn-1 +model:churn:v3 +production/m],
    ["deployment list --at 2026-04-29", /^deploy:churn-1/m],
    ["deployment show churn-1", /environment +production/],
    ["lineage deploy:churn-1", /^└─ deploys model:churn:v3/m],
    ["lineage ds:users", /^└─ has-version ds:users:v12/m],
    ["lineage ds:users", /produced-by jobrun:clean-1 {2}job:clean-users, 2026/],
    ["lineage ds:users-raw:v3 --direction downstream", /deployed-by deploy:churn-1/],
    ["lineage model:churn:v3 --mermaid", /"jobrun:clean-1<br>job:clean-users"/],
    ["lineage model:churn:v3 --dot", /^digraph lineage \{\n/],
    ["impact ds:users", /^● +deploy:churn-1 .*version-of ds:users$/m],
    ["impact ds:users-raw", /^ +jobrun:clean-1 +job:clean-users +2026-04-28 09:00:00 +used ds:users-raw:v3/m],
    ["path deploy:churn-1 ds:users-raw:v3", /└─ derived-from ds:users-raw:v3/],
    [
      "path model:churn ds:users-raw",
      /^model:churn\n└─ has-version model:churn:v3\n[\s\S]* version-of ds:users-raw$/m,
    ],
    [
      "path ds:users-raw model:churn",
      /^ds:users-raw\n└─ has-version ds:users-raw:v3\n[\s\S]* version-of model:churn$/m,
    ],
    ["reproduce r1", /missing for an exact repeat/],
    ["reproduce r1", /^ds:users:v12 +trained-on \(train\) +sha256:abababababab… +not here +s3:/m],
    ["ledger show --limit 2", /^ +1 .*agent:local +ds:users-raw:v3/m],
  ])("%s", async (line, answer) => {
    const { code, out } = await ask(line);
    expect(out).toMatch(answer);
    expect(code).toBe(0);
  });

  test.each([
    ["search customer", /^ds:users {2}Dataset$/m],
    ["search shallow", /^run:r2 {2}Shallow trees {2}Run$/m],
  ])("%s, once the index has it", async (line, answer) => {
    await expect.poll(() => ask(line)).toMatchObject({ code: 0, out: expect.stringMatching(answer) });
  });

  test("the latest version of a list is the one that @latest stands at, whichever was recorded last", async () => {
    const versions = ["v2", "v1"].map((version) => ({
      "dataset-version": {
        id: `ds:backfilled:${version}`,
        content_hash: `sha256:${version.slice(1).repeat(64)}`,
      },
    }));
    const stdin = versions.map((version) => JSON.stringify(version)).join("\n");
    expect(await ask("publish -", { stdin })).toMatchObject({ code: 0 });
    expect((await ask("dataset list")).out).toMatch(/^ds:backfilled +v2/m);
  });

  test.each([
    "dataset list",
    "dataset show users",
    "dataset history users",
    "run list",
    "run show r1",
    "run compare r1 r2",
    "model list",
    "deployment list",
    "deployment list --at now",
    "lineage deploy:churn-1",
    "impact ds:users",
    "path deploy:churn-1 ds:users-raw:v3",
    "reproduce r1",
    "search customer",
    "ledger show",
    "ledger verify",
    "token list",
  ])("%s --json is JSON alone", async (line) => {
    const { code, out } = await ask(`${line} --json`);
    expect(JSON.parse(out)).toBeTypeOf("object");
    expect(code).toBe(0);
  });

  test.each([
    ["run list --filter metrics.auc>5", "No run passes the filter"],
    ["dataset list --filter id='ds:none'", "No dataset passes the filter"],
    ["deployment list --at 2020-01-01", "Nothing served at 2020-01-01 00:00:00"],
    ["search nothinglikethis", "Nothing was found"],
    ["lineage ds:users-raw:v3", "try --direction downstream"],
    ["impact deploy:churn-1", "Nothing that depends on deploy:churn-1"],
    ["token list", "token create"],
    ["ledger show --after 9999", "There are no entries after 9999"],
  ])("%s finds nothing and says what to do next", async (line, advice) => {
    const { code, out, err } = await ask(line);
    expect(out.includes("├") || out.includes("RUN")).toBe(false);
    expect(err).toContain(advice);
    expect(code).toBe(0);
  });
});

test("a dataset is found by its location, however that is spelt", async () => {
  const aliases = ["postgres://db/shop.public.users", "file:///data/users.csv"].map((value) => ({
    alias: { scheme: "uri", value, of: "ds:users" },
  }));
  await ask("publish -", { stdin: aliases.map((alias) => JSON.stringify(alias)).join("\n") });
  for (const spelt of ["postgresql://DB:5432/shop.public.users", "/data/./users.csv"])
    expect((await ask(`dataset show ${spelt}`)).out).toMatch(/^ds:users {2}Dataset$/m);
});

test("a part of the ledger says how to go on", async () => {
  expect((await ask("ledger show --limit 1")).err).toBe("… and more; go on with --after 1\n");
});

test("packages are counted where a run is shown, and listed where it is reproduced", async () => {
  const names = Array.from({ length: 40 }, (_, index) => `package-${index}`);
  const packages = Object.fromEntries(names.map((name) => [name, "1.2.3"]));
  const run = { run_id: "packed", environment: { python: "3.12.1", packages } };
  await ask("publish -", { stdin: JSON.stringify({ run }) });
  const { out: shown } = await ask("run show packed");
  expect(shown).toContain("  packages  40, listed by begat reproduce run:packed\n");
  expect(JSON.parse((await ask("run show packed --json")).out).props.environment.packages).toEqual(packages);
  const { out: listed } = await ask("reproduce packed", { columns: 80 });
  expect(listed).toMatch(/\n40 packages\n {2}package-0 1\.2\.3, package-1 1\.2\.3, /);
  expect(Math.max(...listed.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
});

test("the history of either dataset shows that both were one, and until when", async () => {
  for (const end of ["", " --undo"]) expect((await ask(`dataset same users users-raw${end}`)).code).toBe(0);
  for (const [one, other] of [
    ["users", "users-raw"],
    ["users-raw", "users"],
  ])
    expect((await ask(`dataset history ${one}`)).out).toMatch(
      new RegExp(`ENTRY +SAME AS +UNDONE IN\\n +\\d+ +ds:${other} +entry \\d+\\n`),
    );
});

test("when each thing was stated is for the ledger; people read what was said", async () => {
  const facets = { documentation: { description: "Every order" } };
  const run = { run: { runId: "x" }, job: { namespace: "shop", name: "load" } };
  const dataset = { namespace: "s3://lake", name: "orders", facets };
  await send({ eventTime: "2026-05-01T00:00:00Z", eventType: "START", ...run });
  await send({ eventTime: "2026-05-02T00:00:00Z", eventType: "STARTED", ...run });
  await send({ eventTime: "2026-05-03T00:00:00Z", dataset });
  await send({ eventTime: "2026-05-04T00:00:00Z", dataset });
  const { out } = await ask("dataset history s3/lake/orders");
  expect(out).toMatch(/said again\n.*name: orders/);
  for (const line of ["dataset history s3/lake/orders", "dataset show s3/lake/orders", "job show shop/load"])
    expect((await ask(line)).out).not.toContain("stated");
  expect((await ask("rejected")).out).toMatch(/agent:local +STARTED shop\/load +eventType: must be one of/);
});

test("what cannot be asked together is wrong use", async () => {
  const { code, err } = await ask("dataset list --unlinked --filter x=1");
  expect(err).toContain("--unlinked takes no --filter");
  expect(code).toBe(2);
});

test("a pointer to a version that nobody has described has a warning", async () => {
  const { code, err } = await ask("model point churn@next v99");
  expect(code).toBe(0);
  expect(err).toContain("warning: model:churn:v99 is named but not yet described");
});

test.each([
  ["dataset same users users", 1, "to: ds:users cannot be same-as itself"],
  ["dataset same nowhere users", 3, "nothing is recorded under ds:nowhere; search finds"],
  ["download users:v12 out", 3, "an id begins with its kind, as ds:users:v12"],
  ["publish .", 74, ".: illegal operation on a directory"],
  ["import git nowhere", 74, "nowhere: no such file or directory"],
  ["import tensorboard packages/server/bin", 3, "has no event files"],
  ["download model:churn out", 3, "its versions have, such as model:churn@latest"],
  ["ledger erase 1 --reason=", 1, "reason: must not be empty"],
])("%s says what is wrong", async (line, code, said) => {
  expect(await ask(line)).toMatchObject({ code, err: expect.stringContaining(said) });
});

test("what reads the database itself does not lead to a server", async () => {
  const { code, err } = await begat([
    "ledger",
    "verify",
    "--data",
    join(folder.path, "none"),
    "--url",
    server.url,
  ]);
  expect(code).toBe(3);
  expect(err).toContain("this command reads the database itself");
  expect(err).not.toContain("BEGAT_URL");
});

test("no way between two nodes, and an id that is unknown, end with 3", async () => {
  expect(await ask("path run:r2 model:churn:v3")).toMatchObject({ code: 3, out: "" });
  const { code, err } = await ask("run show nobody");
  expect(code).toBe(3);
  expect(err).toMatch(/^begat: id: nothing is recorded under run:nobody; search/);
});

test("what a list is ordered by is among its columns", async () => {
  const metrics = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`m${index}`, index]));
  await ask("publish -", {
    stdin: JSON.stringify({ run: { run_id: "wide", metrics, tags: { team: "wide" } } }),
  });
  const query = ["--order-by", "metrics.m8 DESC", "--filter", "tags.team = 'wide'"];
  const { out, err } = await begat(["run", "list", ...query, "--url", server.url]);
  expect(out).toMatch(/^RUN +m8 +m0 +m1 +m2$/m);
  expect(err).toBe("");
});

test.each([
  ["--order-by", "auc DESC"],
  ["--filter", "auc > 0.5"],
])("a metric without its group is a property, and %s says what was meant", async (flag, text) => {
  const { code, err } = await begat(["run", "list", flag, text, "--url", server.url]);
  expect(code).toBe(0);
  expect(err).toContain('"auc" is a property, which none of these has; did you mean metrics.auc?');
});

test("the files of a model that MLflow registered are those of its run or of its logged model", async () => {
  const api = async (path: string, how: RequestInit) =>
    (await fetch(`${server.url}/api/2.0/${path}`, how)).json();
  const headers = { "content-type": "application/json" };
  const say = (path: string, body: object) =>
    api(`mlflow/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  type Made<What extends string, Id extends string> = {
    readonly [Key in What]: { readonly info: { readonly [Key in Id | "artifact_uri"]: string } };
  };
  const { run } = (await say("runs/create", { experiment_id: "0", start_time: 1 })) as Made<"run", "run_id">;
  const { run_id, artifact_uri } = run.info;
  const logged = { experiment_id: "0", name: "trees", source_run_id: run_id };
  const { model } = (await say("logged-models", logged)) as Made<"model", "model_id">;
  const { model_id, artifact_uri: files } = model.info;
  await say("registered-models/create", { name: "from-mlflow" });
  const sources = [`${artifact_uri}/model`, `models:/${model_id}`];
  for (const [index, location] of [`${artifact_uri}/model`, files].entries()) {
    const path = location.replace("mlflow-artifacts:/", "mlflow-artifacts/artifacts/");
    await api(`${path}/data/weights.bin`, { method: "PUT", body: `weights ${index}` });
    await say("model-versions/create", {
      name: "from-mlflow",
      source: sources[index],
      run_id,
      ...(index === 1 && { model_id }),
    });
  }
  for (const version of [1, 2]) {
    const out = join(folder.path, `model-${version}`);
    expect(await ask(`download model:from-mlflow:v${version} ${out}`)).toMatchObject({ code: 0, err: "" });
    expect(await readFile(join(out, "data/weights.bin"), "utf8")).toBe(`weights ${version - 1}`);
  }
});

test("a filter that does not parse ends with 1 and points at the character", async () => {
  const { code, err } = await begat(["run", "list", "--filter", "metrics.auc >> 1", "--url", server.url]);
  expect(code).toBe(1);
  expect(err).toContain("at character 13");
});

test("a terminal has colours and its width; NO_COLOR has none", async () => {
  const coloured = await ask("run list", { columns: 30 });
  expect(coloured.out).toContain("\u001b[");
  const plain = await ask("run list", { columns: 80, env: { NO_COLOR: "1" } });
  expect(plain.out).not.toContain("\u001b");
  expect(Math.max(...plain.out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
});

test("a pointer moves, and leads", async () => {
  expect((await ask("model point churn@champion v3")).out).toContain("model:churn@champion → model:churn:v3");
  expect((await ask("model list")).out).toContain("champion → v3");
  expect((await ask("lineage model:churn@champion")).out).toMatch(/^model:churn:v3/);
  expect((await ask("model point churn@champion none")).code).toBe(0);
  expect((await ask("lineage model:churn@champion")).code).toBe(3);
});

test("reproduce --into brings what is stored and names what is missing", async () => {
  const { out } = await ask(`artifact put ${join(import.meta.dirname, "begat.ts")} --json`);
  const { id } = JSON.parse(out) as { readonly id: string };
  const items = [
    { "dataset-version": { id: "ds:kept:v1", content_hash: id, artifacts: [{ id, path: "deep/kept.ts" }] } },
    {
      run: {
        run_id: "r9",
        inputs: [{ id: "ds:kept:v1" }, { id: "ds:users:v12" }],
        artifacts: [{ id, path: "../escape" }],
      },
    },
  ];
  await ask("publish -", { stdin: items.map((item) => `${JSON.stringify(item)}\n`).join("") });
  const into = join(folder.path, "repeat");
  const { code, out: said } = await ask(`reproduce r9 --into ${into}`);
  expect(code).toBe(0);
  expect((await ask("reproduce r9")).out).toMatch(/^ds:kept:v1 +used +sha256:\w+… +here$/m);
  expect(said).toContain("ds:users:v12: its bytes are not stored here; they were at s3://lake/users.parquet");
  const kept = await readFile(join(into, "inputs", "ds-kept-v1", "deep", "kept.ts"), "utf8");
  expect(kept).toBe(await readFile(join(import.meta.dirname, "begat.ts"), "utf8"));
  const manifest = JSON.parse(await readFile(join(into, "manifest.json"), "utf8"));
  expect(manifest.files.map(({ path }: { path: string }) => path).sort()).toEqual([
    `artifacts/${id.slice("sha256:".length)}-escape`,
    "inputs/ds-kept-v1/deep/kept.ts",
  ]);
  expect(manifest.missing.length).toBeGreaterThan(0);
});

test("a second server on the folder says who has it", async () => {
  await expect(startServer(join(folder.path, "record"))).rejects.toThrow(
    `in use by a server at ${server.url}`,
  );
});

test.runIf(process.platform === "linux")("a place that takes no folder is named", async () => {
  const { code, err } = await begat(["serve", "--data", "/proc/nope"]);
  expect(code).toBe(74);
  expect(err).toBe("begat: /proc/nope: no folder can be made in /proc; choose another place\n");
});

test("a port that is taken is named", async () => {
  const { port } = new URL(server.url);
  const { code, err } = await begat(["serve", "--data", join(folder.path, "other"), "--port", port]);
  expect(code).toBe(69);
  expect(err).toContain(`port ${port} is in use`);
});
