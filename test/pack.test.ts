import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SERVER = join(ROOT, "packages/server");
const NATIVE_MODULE = "node_modules/better-sqlite3/build/Release/better_sqlite3.node";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "begat-pack-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the packed package serves from an empty folder", async () => {
  const tarball = await pack(join(folder, "package"));
  const home = join(folder, "home");
  await npm(folder, "install", "--prefix", home, "--ignore-scripts", "--prefer-offline", tarball);
  // Compiling SQLite takes minutes and is no work of this package, so its module is taken from here.
  await cp(join(ROOT, NATIVE_MODULE), join(home, NATIVE_MODULE));

  const npx = spawn("npx", ["--no", "--", "begat", "serve", "--port", "0"], { cwd: home, stdio: "pipe" });
  const exit = once(npx, "exit");
  const [address] = await Promise.race([once(npx.stdout, "data"), exit]);
  const url = /http:\/\/[\d.:]+/.exec(String(address))?.[0];
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: "ok", entries: 0 });
  const page = await fetch(`${url}/`);
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const [script] = /\/assets\/index-[\w-]+\.js/.exec(await page.text()) ?? [];
  expect((await fetch(`${url}${script}`)).headers.get("content-type")).toBe("text/javascript; charset=utf-8");

  const { pid } = JSON.parse(await readFile(join(home, ".begat/server.json"), "utf8")) as { pid: number };
  process.kill(pid, "SIGTERM");
  expect(await exit).toEqual([0, null]);
});

/** Packs a copy of the server: in its own folder the bundled packages would hide the workspaces from other tests. */
async function pack(copy: string): Promise<string> {
  for (const part of ["package.json", "bin", "dist"]) {
    await cp(join(SERVER, part), join(copy, part), { recursive: true });
  }
  await promisify(execFile)(process.execPath, [join(ROOT, "scripts/pack.mjs"), "lay", copy]);
  const [packed] = JSON.parse(await npm(copy, "pack", "--ignore-scripts", "--json")) as [
    { filename: string },
  ];
  return join(copy, packed.filename);
}

async function npm(cwd: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("npm", [...args, "--no-audit", "--no-fund"], { cwd });
  return stdout;
}
