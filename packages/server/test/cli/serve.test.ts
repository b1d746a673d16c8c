import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BEGAT, startServer } from "../../../../test/support/server.ts";
import { begat, STORY_LINES, temporaryFolder } from "./begat.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
});

afterAll(() => folder.remove());

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends the server with 0, and the folder is free",
  async (signal) => {
    const data = join(folder.path, signal);
    const server = await startServer(data);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    await access(join(data, "server.json"));
    expect(await server.stop(signal)).toBe(0);
    await expect(access(join(data, "server.json"))).rejects.toThrow("ENOENT");
    expect((await begat(["ledger", "verify", "--data", data])).out).toContain("ok  0 entries");
  },
);

test("questions whose askers have gone are no fault when the server ends", async () => {
  const server = await startServer(join(folder.path, "asked"));
  const derived = Array.from({ length: 1_000 }, (_, index) =>
    JSON.stringify({ edge: { from: `ds:d${index}:v1`, rel: "derived-from", to: `ds:d${index + 1}:v1` } }),
  );
  const published = await fetch(`${server.url}/metadata/batch`, {
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body: derived.join("\n"),
  });
  expect(published.status).toBe(200);
  await published.text();
  const gone = new AbortController();
  const asked = Array.from({ length: 40 }, () =>
    fetch(`${server.url}/lineage/ds:d0:v1`, { signal: gone.signal }).catch(() => {}),
  );
  await Promise.race(asked);
  gone.abort();
  expect(await server.stop("SIGTERM")).toBe(0);
  expect(server.output()).not.toContain("stack");
});

test("after a kill the next command opens the folder itself", async () => {
  const data = join(folder.path, "killed");
  const server = await startServer(data);
  await begat(["publish", "-", "--data", data], { stdin: STORY_LINES });
  await server.stop("SIGKILL");
  await access(join(data, "server.json"));
  const { code, out } = await begat(["run", "list", "--data", data]);
  expect(code).toBe(0);
  expect(out).toContain("run:r1");
});

test("another address asks for tokens, and prints the owner's once", async () => {
  const data = join(folder.path, "open");
  const server = await startServer(data, ["--host", "0.0.0.0"]);
  await expect.poll(server.output).toContain("token create");
  const token = /BEGAT_TOKEN=(bgt_\w+)/.exec(server.output())?.[1] ?? "";
  const env = { BEGAT_URL: server.url, BEGAT_TOKEN: token };
  const refused = await begat(["run", "list"], { env: { BEGAT_URL: server.url } });
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.err).toContain("authorization");
  expect((await begat(["publish", "-"], { env, stdin: STORY_LINES })).code).toBe(0);

  const made = await begat(["token", "create", "--agent", "ci", "--scope", "read", "--expires", "90d"], {
    env,
  });
  const reader = { BEGAT_URL: server.url, BEGAT_TOKEN: made.out.trim() };
  expect((await begat(["run", "list"], { env: reader })).out).toContain("run:r1");
  const write = await begat(["publish", "-"], { env: reader, stdin: STORY_LINES });
  expect(write).toMatchObject({ code: 1 });
  expect(write.err).toContain("agent:ci has the scope read");
  expect((await begat(["token", "list"], { env })).out).toMatch(/agent:ci +read/);
  expect((await begat(["token", "revoke", `${made.out.slice(0, 12)}…`], { env })).code).toBe(0);
  const unknown = await begat(["token", "revoke", `bgt_unknown0${made.out.slice(12).trim()}`], { env });
  expect(unknown.code).toBe(3);
  expect(unknown.err).not.toContain(made.out.slice(12).trim());
  expect((await begat(["run", "list"], { env: reader })).code).toBe(1);
  // Who can read the folder speaks for its owner without a token.
  expect((await begat(["run", "list", "--data", data])).out).toContain("run:r1");
  expect((await begat(["ledger", "show", "--data", data, "--limit", "1"])).out).toContain("agent:owner");
  await server.stop();

  const again = await startServer(data, ["--tokens"]);
  expect((await fetch(`${again.url}/runs`)).status).toBe(401);
  await again.stop();
  expect(again.output()).not.toContain("bgt_");
});

test("behind a proxy clients are not told of a name at which nothing listens", async () => {
  const server = await startServer(join(folder.path, "proxied"), ["--tokens"]);
  await expect.poll(server.output).toContain("token create");
  expect(server.output()).toContain(`export BEGAT_URL=${server.url}\n`);
  await server.stop();
});

test("a place that cannot be written ends the start, and is named", async () => {
  const file = join(folder.path, "file");
  await writeFile(file, "");
  const nowhere = join(file, "checkpoints");
  const data = join(folder.path, "unwritten");
  const filing = await begat(["serve", "--data", data, "--checkpoints", nowhere]);
  expect(filing).toMatchObject({ code: 74, out: "", err: `begat: ${nowhere}: not a directory\n` });
  const onFile = await begat(["serve", "--data", file]);
  expect(onFile).toMatchObject({ code: 74, out: "", err: `begat: ${file}: is there and is no folder\n` });
});

test("a server that is away ends with 69", async () => {
  const { code, err } = await begat(["run", "list", "--url", "http://127.0.0.1:9"]);
  expect(code).toBe(69);
  expect(err).toMatch(/^begat: cannot reach Begat at http:\/\/127\.0\.0\.1:9/);
});

test("a reader that leaves early is no error", async () => {
  const data = join(folder.path, "pipe");
  const many = Array.from({ length: 600 }, (_, index) => `{"run":{"run_id":"r${index}"}}\n`).join("");
  await begat(["publish", "-", "--data", data], { stdin: many });
  const pipe = `set -o pipefail; '${process.execPath}' '${BEGAT}' ledger show --json --limit 600 --data '${data}' | head -c 10`;
  const { stdout, stderr } = await promisify(execFile)("bash", ["-c", pipe]);
  expect(stdout).toHaveLength(10);
  expect(stderr).toBe("");
});

test("an answer that cannot be written ends with 74, in one line", async () => {
  const full = `'${process.execPath}' '${BEGAT}' --help > /dev/full`;
  await expect(promisify(execFile)("bash", ["-c", full])).rejects.toMatchObject({
    code: 74,
    stderr: "begat: the answer cannot be written: no space left on device, write\n",
  });
});

test("what is said beside the answer may have no reader", async () => {
  const command = ["run", "list", "--url", "http://127.0.0.1:9"];
  const asking = spawn(process.execPath, [BEGAT, ...command], { stdio: ["ignore", "ignore", "pipe"] });
  asking.stderr.destroy();
  expect(await once(asking, "close")).toEqual([69, null]);
});

test("a database that is away ends with 69", async () => {
  const away = ["--data", join(folder.path, "away"), "--database", "postgres://begat@127.0.0.1:9/begat"];
  for (const command of [["serve"], ["run", "list"], ["ledger", "verify"]]) {
    const { code, err } = await begat([...command, ...away]);
    expect(err).toMatch(/^begat: the database cannot be reached: /);
    expect(code).toBe(69);
  }
});

test("a database that takes a connection and says nothing ends with 69", async () => {
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  try {
    const url = `postgres://begat@127.0.0.1:${port}/begat`;
    const { code, err } = await begat([
      "ledger",
      "verify",
      "--data",
      join(folder.path, "silent"),
      "--database",
      url,
    ]);
    expect(err).toMatch(/^begat: the database cannot be reached: timeout/);
    expect(code).toBe(69);
  } finally {
    silent.close();
  }
});
