import { expect, test } from "vitest";
import { begat } from "./begat.ts";
import { toldServer } from "./told-server.ts";

const told = toldServer();
const { ask } = told;

/** Sends an event of OpenLineage. */
const send = (event: object): Promise<Response> =>
  fetch(`${told.url}/api/v1/lineage`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(event),
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
  const { next } = JSON.parse((await ask("ledger show --limit 2 --json")).out);
  expect(next).toBe("2");
  const rest = JSON.parse((await ask(`ledger show --after ${next} --json`)).out);
  expect(rest.items[0].seq).toBe(3);
  expect(rest).not.toHaveProperty("next");
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

test("a rename is undone like any other join, though the new name comes after the old one", async () => {
  const previousIdentifier = { namespace: "s3://lake", name: "a-old" };
  const lifecycleStateChange = { lifecycleStateChange: "RENAME", previousIdentifier };
  await send({
    eventTime: "2026-05-01T00:00:00Z",
    eventType: "COMPLETE",
    run: { runId: "renames" },
    job: { namespace: "shop", name: "rename" },
    outputs: [{ namespace: "s3://lake", name: "b-new", facets: { lifecycleStateChange } }],
  });
  const joins = async () => (await ask("lineage ds:s3/lake/b-new --json")).out;
  expect(await joins()).toContain("a-old");
  const { out } = await ask("dataset same s3/lake/a-old s3/lake/b-new --undo");
  expect(out).toMatch(/ds:s3\/lake\/a-old is not ds:s3\/lake\/b-new +updated/);
  expect(await joins()).not.toContain("a-old");
  expect((await ask("dataset same s3/lake/a-old s3/lake/b-new --undo")).out).toContain("unchanged");
});

test("the lineage of a dataset that was joined leads on to the versions of the other, either way", async () => {
  const runs = [
    { run: { run_id: "wrote-bronze" } },
    { "dataset-version": { id: "ds:bronze:v1", produced_by: "run:wrote-bronze" } },
    { run: { run_id: "read-bronze", inputs: [{ id: "ds:bronze:v1" }] } },
    ...["silver", "hive-bronze"].map((name) => ({ node: { id: `ds:${name}`, description: "A table" } })),
  ];
  await ask("publish -", { stdin: runs.map((item) => `${JSON.stringify(item)}\n`).join("") });
  // A name of a name: the tables in the middle are reached against and along their edges.
  for (const pair of ["silver hive-bronze", "hive-bronze bronze"]) await ask(`dataset same ${pair}`);
  for (const name of ["silver", "hive-bronze", "bronze"]) {
    expect((await ask(`lineage ds:${name}`)).out).toMatch(
      /has-version ds:bronze:v1.*\n.*produced-by run:wrote-bronze/,
    );
    expect((await ask(`lineage ds:${name} --direction downstream`)).out).toMatch(
      /has-version ds:bronze:v1.*\n.*used-by run:read-bronze/,
    );
  }
});

test("a property is an instant where it says one, whatever else has such a name", async () => {
  const props = { last_update_time: Date.parse("2026-04-28T10:00:00Z"), stopped_at: 12, looked_at: "Table" };
  const items = [
    { node: { id: "model:timed", props } },
    { run: { run_id: "timed", props: { gone_at: 1e300 } } },
  ];
  await ask("publish -", { stdin: JSON.stringify(items) });
  const { out } = await ask("model show timed");
  expect(out).toMatch(/last_update_time +2026-04-28 10:00:00\n/);
  expect(out).toMatch(/stopped_at +12\n/);
  expect(out).toMatch(/looked_at +Table\n/);
  expect((await ask("run show timed")).out).toMatch(/gone_at +1e\+300\n/);
  expect((await ask("run list --filter gone_at>1 --columns gone_at")).out).toMatch(/run:timed +1e\+300\n/);
});

test("when each thing was stated is for the ledger; people read what was said", async () => {
  const tags = { tags: [{ key: "team", value: "risk" }] };
  const facets = { documentation: { description: "Every order" }, tags };
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

test("what a list is ordered by is among its columns", async () => {
  const metrics = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`m${index}`, index]));
  await ask("publish -", {
    stdin: JSON.stringify({ run: { run_id: "wide", metrics, tags: { team: "wide" } } }),
  });
  const query = ["--order-by", "metrics.m8 DESC", "--filter", "tags.team = 'wide'"];
  const { out, err } = await begat(["run", "list", ...query, "--url", told.url]);
  expect(out).toMatch(/^RUN +m8 +m0 +m1 +m2$/m);
  expect(err).toBe("");
});

test.each([
  ["--order-by", "auc DESC"],
  ["--filter", "auc > 0.5"],
])("a metric without its group is a property, and %s says what was meant", async (flag, text) => {
  const { code, err } = await begat(["run", "list", flag, text, "--url", told.url]);
  expect(code).toBe(0);
  expect(err).toContain('"auc" is a property, which none of these has; did you mean metrics.auc?');
});

test("a terminal has colours and its width; NO_COLOR has none", async () => {
  const coloured = await ask("run list", { columns: 30 });
  expect(coloured.out).toContain("\u001b[");
  const plain = await ask("run list", { columns: 80, env: { NO_COLOR: "1" } });
  expect(plain.out).not.toContain("\u001b");
  expect(Math.max(...plain.out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
});
