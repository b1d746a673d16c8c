import { describe, expect, test } from "vitest";
import { toldServer } from "./told-server.ts";

const { ask } = toldServer();

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

  test("the latest version of a list is the one that @latest stands at, whichever was recorded last, with when it did if it has no time", async () => {
    const versions = ["v2", "v1"].map((version) => ({
      "dataset-version": {
        id: `ds:backfilled:${version}`,
        content_hash: `sha256:${version.slice(1).repeat(64)}`,
      },
    }));
    const stdin = versions.map((version) => JSON.stringify(version)).join("\n");
    expect(await ask("publish -", { stdin })).toMatchObject({ code: 0 });
    expect((await ask("dataset list")).out).toMatch(/^ds:backfilled +v2 +20\d\d-\d\d-\d\d \d\d:\d\d/m);
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

test("a pointer to a version that nobody has described has a warning", async () => {
  const { code, err } = await ask("model point churn@next v99");
  expect(code).toBe(0);
  expect(err).toContain("warning: model:churn:v99 is named but not yet described");
});

test("a pointer moves, and leads", async () => {
  expect((await ask("model point churn@champion v3")).out).toContain("model:churn@champion → model:churn:v3");
  expect((await ask("model list")).out).toContain("champion → v3");
  expect((await ask("lineage model:churn@champion")).out).toMatch(/^model:churn:v3/);
  expect((await ask("model point churn@champion none")).code).toBe(0);
  expect((await ask("lineage model:churn@champion")).code).toBe(3);
});
