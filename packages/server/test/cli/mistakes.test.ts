import { join } from "node:path";
import { expect, test } from "vitest";
import { startServer } from "../../../../test/support/server.ts";
import { begat } from "./begat.ts";
import { toldServer } from "./told-server.ts";

const told = toldServer();
const { ask } = told;

test("what cannot be asked together is wrong use", async () => {
  const { code, err } = await ask("dataset list --unlinked --filter x=1");
  expect(err).toContain("--unlinked takes no --filter");
  expect(code).toBe(2);
  const limited = await ask("deployment list --at now --limit 3");
  expect(limited).toMatchObject({ code: 2, err: expect.stringContaining("--at takes no --limit") });
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

test.each(["lineage run:r1 --limit", "lineage run:r1 --depth", "impact run:r1 --limit"])(
  "%s beyond what a walk may be asked for is wrong use",
  async (line) => {
    const { code, err } = await ask(`${line} 1000001`);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("from 1 to 1000000") });
  },
);

test("a folder without a name is wrong use", async () => {
  const { code, err } = await begat(["run", "list", "--data="]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("It must name a folder") });
});

test("what reads the database itself does not lead to a server", async () => {
  const { code, err } = await begat(["ledger", "verify", "--data", join(told.folder, "none")], {
    env: { BEGAT_URL: told.url },
  });
  expect(code).toBe(3);
  expect(err).toContain("this command reads the database itself");
  expect(err).not.toContain("BEGAT_URL");
});

test.each([
  ["ledger verify", "this command reads the database itself"],
  ["ledger verify --data none", "this command reads the database itself"],
  ["ledger rebuild --into never", "this command reads the database itself"],
  ["serve --port 0 --data none", "where it listens is said by --host and --port"],
])("%s does not take what is here for the server that was typed", async (line, said) => {
  const { code, out, err } = await begat([...line.split(" "), "--url", told.url]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(said);
});

test("no way between two nodes, and an id that is unknown, end with 3", async () => {
  expect(await ask("path run:r2 model:churn:v3")).toMatchObject({ code: 3, out: "" });
  const { code, err } = await ask("run show nobody");
  expect(code).toBe(3);
  expect(err).toMatch(/^begat: id: nothing is recorded under run:nobody; search/);
});

test("a filter that does not parse ends with 1 and points at the character", async () => {
  const { code, err } = await begat(["run", "list", "--filter", "metrics.auc >> 1", "--url", told.url]);
  expect(code).toBe(1);
  expect(err).toContain("at character 13");
});

test("a second server on the folder says who has it", async () => {
  await expect(startServer(join(told.folder, "record"))).rejects.toThrow(`in use by a server at ${told.url}`);
});

test.runIf(process.platform === "linux")("a place that takes no folder is named", async () => {
  const { code, err } = await begat(["serve", "--data", "/proc/nope"]);
  expect(code).toBe(74);
  expect(err).toBe("begat: /proc/nope: no folder can be made in /proc; choose another place\n");
});

test("a port that is taken is named", async () => {
  const { port } = new URL(told.url);
  const { code, err } = await begat(["serve", "--data", join(told.folder, "other"), "--port", port]);
  expect(code).toBe(69);
  expect(err).toContain(`port ${port} is in use`);
});
