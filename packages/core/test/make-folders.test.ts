import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolders } from "../src/make-folders.ts";

describe("making folders", () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "begat-folders-"));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it("makes those above too, also when several do it at once, and again", async () => {
    const path = join(root, "a", "b", "c");
    await Promise.all([makeFolders(path, 0o700), makeFolders(path, 0o700), makeFolders(join(root, "a"))]);
    await makeFolders(path);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  it("says that a file is in the way", async () => {
    const file = join(root, "file");
    await writeFile(file, "");
    await expect(makeFolders(file)).rejects.toMatchObject({ code: "EEXIST", path: file });
    await expect(makeFolders(join(file, "below"))).rejects.toMatchObject({ code: "ENOTDIR" });
  });

  it("leaves other reasons as they are, below a folder that it made too", async () => {
    const name = "x".repeat(256);
    await expect(makeFolders(join(root, name))).rejects.toMatchObject({ code: "ENAMETOOLONG" });
    await expect(makeFolders(join(root, "new", name))).rejects.toMatchObject({ code: "ENAMETOOLONG" });
  });

  it.runIf(process.platform === "linux")("refuses where a folder takes none", async () => {
    await expect(makeFolders("/proc/nope/deeper")).rejects.toMatchObject({
      code: "unavailable",
      message: "/proc/nope: no folder can be made in /proc; choose another place",
      details: { path: "/proc/nope", errno: "ENOENT" },
      cause: { code: "ENOENT" },
    });
  });
});
