import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatVerifier, generateNoteKey } from "@begat/core/ledger";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../../test/support/server.ts";
import { exitCodeOf } from "../../src/cli/exit-codes.ts";
import { begat, type Ended, STORY, STORY_LINES, temporaryFolder } from "./begat.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let data: string;
let checkpoints: string;

const within = (...args: readonly string[]): Promise<Ended> => begat([...args, "--data", data]);

beforeAll(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, "record");
  checkpoints = join(folder.path, "checkpoints");
  const server = await startServer(data, ["--checkpoints", checkpoints]);
  await begat(["publish", "-", "--data", data], { stdin: STORY_LINES });
  await server.stop();
});

afterAll(() => folder.remove());

test("verifies, with the checkpoints that were kept elsewhere", async () => {
  const { code, out } = await within("ledger", "verify", "--checkpoints", checkpoints);
  expect(code).toBe(0);
  expect(out).toContain(`ok  ${STORY.length} entries, 0 erased, 1 checkpoint met`);
  const key = join(data, "ledger.pub");
  expect((await within("ledger", "verify", "--checkpoints", checkpoints, "--key", key)).code).toBe(0);
  const literal = (await readFile(key, "utf8")).trim();
  expect((await within("ledger", "verify", "--checkpoints", checkpoints, "--key", literal)).code).toBe(0);
});

test("a checkpoint that was altered is refused", async () => {
  const forged = join(folder.path, "forged");
  await writeFile(forged, (await readFile(checkpoints, "utf8")).replace(/^\d+$/m, "99"));
  expect(await within("ledger", "verify", "--checkpoints", forged)).toMatchObject({ code: 1, out: "" });
});

test("checkpoints that prove nothing are refused: none, and those of another key", async () => {
  const empty = join(folder.path, "empty");
  await writeFile(empty, "");
  const none = await within("ledger", "verify", "--checkpoints", empty);
  expect(none).toMatchObject({ code: 1, out: "", err: `begat: checkpoints: ${empty} has none\n` });
  const other = join(folder.path, "other.pub");
  await writeFile(other, formatVerifier(generateNoteKey("begat-other")));
  const { code, err } = await within("ledger", "verify", "--checkpoints", checkpoints, "--key", other);
  expect(code).toBe(1);
  expect(err).toMatch(/^begat: checkpoints: .+ no signature by a known key; .+ --key\n$/);
  const wrong = await within("ledger", "verify", "--checkpoints", checkpoints, "--key", "nowhere.pub");
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining("key: nowhere.pub is no public key") });
});

test("rebuilds into an empty folder, every table equal", async () => {
  const into = join(folder.path, "rebuilt");
  const { code, out } = await within("ledger", "rebuild", "--into", into);
  expect(code).toBe(0);
  expect(out).toContain(`${STORY.length} entries replayed`);
  expect(out).not.toContain("differs");
  expect((await within("ledger", "rebuild", "--into", into)).code).toBe(1);
  const [one, other] = await Promise.all([
    within("lineage", "deploy:churn-1"),
    begat(["lineage", "deploy:churn-1", "--data", into]),
  ]);
  expect(other.out).toBe(one.out);
});

test("an erased entry says so, and everything still verifies", async () => {
  const { code, out } = await within("ledger", "erase", "4", "--reason", "a person asked");
  expect(code).toBe(0);
  expect(out).toBe(`Entry 4 is erased; entry ${STORY.length + 1} says why\n`);
  const { out: shown } = await within("ledger", "show", "--after", "3");
  expect(shown).toMatch(/^ +4 .*\(erased\) run:r1/m);
  expect(shown).toContain("entry 4 erased: a person asked");
  expect((await within("ledger", "verify", "--checkpoints", checkpoints)).out).toContain("1 erased");
});

test("an entry that was altered behind the back of the ledger is named", async () => {
  const database = new Sqlite(join(data, "begat.db"));
  database.prepare("update ledger_payload set payload = replace(payload, 'v12', 'v13') where seq = 3").run();
  database.close();
  const { code, out } = await within("ledger", "verify");
  expect(code).toBe(1);
  expect(out).toBe("bad  entry 3: its payload does not hash to its digest\n");
});

test("a record that cannot be read where it is ends with 74 and says where it can", async () => {
  const copy = join(folder.path, "copy");
  // SQLite has to make this file, and cannot: as on a read-only medium, and for root as well.
  await mkdir(join(copy, "begat.db-wal"), { recursive: true });
  await copyFile(join(data, "begat.db"), join(copy, "begat.db"));
  const { code, err } = await begat(["ledger", "verify", "--data", copy]);
  expect([code, err]).toEqual([74, expect.stringContaining("begat.db: cannot be read; check whose")]);
  expect((await begat(["ledger", "rebuild", "--data", copy, "--into", `${copy}-rebuilt`])).code).toBe(74);
});

test("a disk that fails while the ledger is read is no bad entry", () => {
  expect(exitCodeOf(new Sqlite.SqliteError("disk I/O error", "SQLITE_IOERR_READ"))).toBe(74);
  expect(exitCodeOf(new Sqlite.SqliteError("database disk image is malformed", "SQLITE_CORRUPT"))).toBe(1);
});

test("a folder without a ledger ends with 3, a file that is not there with 74", async () => {
  expect((await begat(["ledger", "verify", "--data", join(folder.path, "none")])).code).toBe(3);
  expect((await within("ledger", "verify", "--checkpoints", "/nowhere")).code).toBe(74);
  const empty = join(folder.path, "empty-database");
  await mkdir(empty);
  await writeFile(join(empty, "begat.db"), "");
  for (const command of [["verify"], ["rebuild", "--into", join(folder.path, "nothing")]])
    expect(await begat(["ledger", ...command, "--data", empty])).toMatchObject({
      code: 3,
      err: "begat: there is no record in this database; name another with --data or --database\n",
    });
  const none = join(folder.path, "none");
  const { code, err } = await begat(["ledger", "verify", "--checkpoints", checkpoints, "--data", none]);
  expect(code).toBe(3);
  expect(err).toContain("give the key with --key");
  expect(await readdir(folder.path)).not.toContain("none");
});
