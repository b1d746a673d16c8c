import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { begat, type Ended, type RunOptions, STORY_LINES, temporaryFolder } from "./begat.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let data: string;

const within = (args: readonly string[], options?: RunOptions): Promise<Ended> =>
  begat([...args, "--data", data], options);

beforeAll(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, "record");
});

afterAll(() => folder.remove());

test("a folder without a record is not made by reading", async () => {
  const { code, err } = await within(["run", "list"]);
  expect(code).toBe(3);
  expect(err).toContain(`there is no record in ${data}`);
  const verified = await within(["ledger", "verify", "--checkpoints", import.meta.filename]);
  expect(verified).toMatchObject({ code: 3, err: expect.stringContaining(`${data} has no ledger.pub`) });
  expect(await readdir(folder.path)).toEqual([]);
});

test("reading a database leaves no key in a folder that has none", async () => {
  const away = "postgres://begat@127.0.0.1:9/begat";
  const expected = { code: 3, out: "", err: expect.stringContaining(`${data} has no ledger.key`) };
  expect(await within(["run", "list", "--database", away])).toMatchObject(expected);
  expect(await readdir(folder.path)).toEqual([]);
  await mkdir(data);
  expect(await within(["run", "list", "--database", away])).toMatchObject(expected);
  expect(await readdir(data)).toEqual([]);
  await rmdir(data);
});

test("a file that is not there, or says nothing that can be read, makes no record", async () => {
  expect((await within(["publish", "/nowhere/runs.ndjson"])).code).toBe(74);
  expect((await within(["publish", "-"], { stdin: "no message\n" })).code).toBe(1);
  expect(await readdir(folder.path)).toEqual([]);
});

test("publish makes the record; a refused item never fails its neighbours", async () => {
  const stdin = `${STORY_LINES}{"run":{"run_id":"bad","wrong":1}}\n{"no":"message"}\n`;
  const { code, out, err } = await within(["publish", "-"], { stdin });
  expect(code).toBe(1);
  expect(out).toContain("model:churn:v3   created");
  expect(err).toContain("refused: line 9: wrong: is not a known field");
  expect(err).toContain('refused: line 10: kind: says no message; write {"run": {…}}');
  expect(err).toContain("2 refused");
});

test("publishing the same again changes nothing", async () => {
  const { code, out } = await within(["publish", "-", "--json"], { stdin: STORY_LINES });
  expect(code).toBe(0);
  const statuses = (JSON.parse(out) as { receipt: { status: string } }[]).map(
    ({ receipt }) => receipt.status,
  );
  expect(new Set(statuses)).toEqual(new Set(["unchanged"]));
});

test("--as takes items as they are; --strict refuses unknown ids", async () => {
  const file = join(folder.path, "run.json");
  await writeFile(file, JSON.stringify({ run_id: "r3", inputs: [{ id: "ds:nobody:v1" }] }, null, 2));
  const strict = await within(["publish", file, "--as", "run", "--strict"]);
  expect(strict.code).toBe(1);
  expect(strict.err).toContain("ds:nobody:v1");
  const { code, err } = await within(["publish", file, "--as", "run"]);
  expect(code).toBe(0);
  expect(err).toContain("warning: run:r3: ds:nobody:v1 is named but not yet described");
});

test("a folder goes in as a dataset and comes out the same", async () => {
  const files = join(folder.path, "files");
  await mkdir(join(files, "deep"), { recursive: true });
  await writeFile(join(files, "deep", "a.csv"), "age\n42\n");
  await writeFile(join(files, "empty"), "");
  const added = await within(["dataset", "add", "demo", files, "--split", "train"]);
  expect(added).toMatchObject({ code: 0, err: "" });
  expect(added.out).toMatch(/^ds:demo:v1 {2}created, entry \d+\n$/);
  expect((await within(["dataset", "add", "demo", files, "--split", "train"])).out).toContain(
    "ds:demo:v1  unchanged",
  );

  const out = join(folder.path, "out");
  const downloaded = await within(["download", "ds:demo@latest", out]);
  expect(downloaded).toMatchObject({ code: 0, err: "" });
  expect(downloaded.out).toContain("2 files, 7 bytes, verified");
  expect(await readFile(join(out, "deep", "a.csv"), "utf8")).toBe("age\n42\n");
  expect((await readdir(out)).sort()).toEqual(["deep", "empty"]);
  expect((await within(["download", "ds:demo:v1", out])).out).toContain("(0 new)");
});

test("artifacts go in and out, and corruption is found", async () => {
  const file = join(folder.path, "model.bin");
  await writeFile(file, "the model");
  const { out } = await within(["artifact", "put", file]);
  const digest = out.trim();
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect((await within(["artifact", "get", digest])).out).toBe("the model");
  const copy = join(folder.path, "copy.bin");
  expect((await within(["artifact", "get", digest, copy])).code).toBe(0);
  expect(await readFile(copy, "utf8")).toBe("the model");
  expect((await within(["artifact", "verify"])).out).toMatch(/verified, 0 corrupt/);

  await corrupt(digest);
  const verified = await within(["artifact", "verify", digest]);
  expect(verified).toMatchObject({ code: 1 });
  expect(verified.out).toContain("corrupt");
  expect((await within(["artifact", "verify"])).code).toBe(1);
  const broken = await within(["artifact", "get", digest, join(folder.path, "broken.bin")]);
  expect(broken).toMatchObject({ code: 1, out: "" });
  expect(broken.err).toContain("hashes to");
  expect(await readdir(folder.path)).not.toContain("broken.bin");
});

async function corrupt(digest: string): Promise<void> {
  const hex = digest.slice("sha256:".length);
  const names = await readdir(join(data, "artifacts", "sha256"), { recursive: true });
  const name = names.find((each) => each.replaceAll("/", "").endsWith(hex.slice(4))) as string;
  await writeFile(join(data, "artifacts", "sha256", name), "the modem");
}

test("a file that is not there ends with 74", async () => {
  expect(await within(["artifact", "put", "/nowhere/x"])).toEqual({
    code: 74,
    out: "",
    err: "begat: /nowhere/x: no such file or directory\n",
  });
});

test("two commands at once take turns", async () => {
  const both = await Promise.all([within(["run", "list", "--json"]), within(["model", "list", "--json"])]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
});
