import { mkdir, readdir, stat, utimes, writeFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openFolderStore } from "../../src/artifacts/folder/folder-store.ts";
import { runScript } from "./children.ts";
import { collect, createFolder, digestOf, pathIn, putText, readAll, streamOf } from "./stores.ts";

const HOUR = 3_600;

describe("a folder store", () => {
  let held: Awaited<ReturnType<typeof createFolder>>;
  beforeEach(async () => {
    held = await createFolder();
  });
  afterEach(() => held.remove());

  test("lays files out by digest, read-only", async () => {
    const put = await putText(held.store, "abc");
    const uploaded = digestOf("uploaded");
    await held.store.append(uploaded, 0, streamOf("uploaded"), 8);
    for (const digest of [put, uploaded])
      expect((await stat(pathIn(held.folder, digest))).mode & 0o777).toBe(0o444);
  });

  test("keeps every artifact when opened again", async () => {
    const digest = await putText(held.store, "abc");
    expect((await readAll((await (await held.reopen()).open(digest)).stream)).toString()).toBe("abc");
  });

  test("removes puts older than a day and uploads older than a week when opened", async () => {
    const now = Date.now() / 1000;
    const ages = {
      "tmp/old": 25 * HOUR,
      "tmp/young": 23 * HOUR,
      "partial/old": 169 * HOUR,
      "partial/young": 167 * HOUR,
    };
    for (const [name, age] of Object.entries(ages)) {
      await writeFile(join(held.folder, name), "x");
      await utimes(join(held.folder, name), now - age, now - age);
    }
    await held.reopen();
    expect(await held.leftovers()).toEqual(["young", "young"]);
  });

  test("passes over files that are no artifacts", async () => {
    const digest = await putText(held.store, "abc");
    const elsewhere = join(held.folder, "sha256", "00", "00");
    await mkdir(elsewhere, { recursive: true });
    await writeFile(join(elsewhere, "f".repeat(64)), "");
    await writeFile(join(elsewhere, "note.txt"), "");
    await writeFile(join(held.folder, "sha256", ".DS_Store"), "");
    expect(await collect(held.store.list())).toEqual([digest]);
  });

  test("says when the folder cannot be opened", async () => {
    await writeFile(join(held.folder, "file"), "");
    await expect(openFolderStore(join(held.folder, "file"))).rejects.toMatchObject({
      code: "unavailable",
      message: /artifact folder/,
    });
  });

  test("shows no half-written artifact when the disk takes no more", async () => {
    const { put, append, small, partial } = await runScript(
      "full-disk.mjs",
      [held.folder, String(4 * 1024 * 1024)],
      1024,
    );
    const refused = {
      name: "BegatError",
      code: "unavailable",
      message: expect.stringContaining("cannot store the bytes"),
    };
    expect(put).toEqual(refused);
    expect(append).toEqual(refused);
    expect(small).toBe("stored");
    expect(partial).toEqual({ offset: 1024 * 1024, complete: false });
    expect(await collect(held.store.list())).toEqual([digestOf("small")]);
    expect(await readdir(join(held.folder, "tmp"))).toEqual([]);
  });

  test("goes on after a full disk with the bytes that were stored", async () => {
    const bytes = Buffer.alloc(4 * 1024 * 1024);
    const digest = digestOf(bytes);
    const { offset } = await held.store.append(
      digest,
      0,
      streamOf(bytes.subarray(0, 1_000_000)),
      bytes.length,
    );
    expect(
      await (await held.reopen()).append(digest, offset, streamOf(bytes.subarray(offset)), bytes.length),
    ).toMatchObject({ complete: true });
    expect(await held.store.verify(digest)).toMatchObject({ ok: true });
  });

  test("keeps nothing of a put whose client goes away, and what came of an upload", async () => {
    const digest = digestOf("x".repeat(200_000));
    const outcomes: Promise<unknown>[] = [];
    const server = createServer((message) => {
      const work =
        message.url === "/put"
          ? held.store.put(message, digest)
          : held.store.append(digest, 0, message, 200_000);
      outcomes.push(work.catch((error: unknown) => error));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    for (const [path, under] of [
      ["/put", "tmp"],
      ["/append", "partial"],
    ] as const) {
      const put = request({ port, path, method: "PUT", headers: { "content-length": 200_000 } });
      put.on("error", () => {}).write("x".repeat(100_000));
      await expect.poll(() => bytesIn(join(held.folder, under))).toBe(100_000);
      put.destroy();
    }
    expect(await Promise.all(outcomes)).toEqual([expect.any(Error), expect.any(Error)]);
    expect(await readdir(join(held.folder, "tmp"))).toEqual([]);
    expect((await held.store.partial(digest)).offset).toBe(100_000);
    server.close();
  });

  test("takes 256 MB in and out without holding them in memory", async () => {
    const figures = await runScript("big-artifact.mjs", [held.folder, String(256 * 1024 * 1024)]);
    expect(figures).toMatchObject({
      read: figures.digest,
      ok: true,
      put: { existed: true },
      download: { written: 1 },
    });
    expect(figures.peakMegabytes).toBeLessThan(200);
  });
});

async function bytesIn(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
