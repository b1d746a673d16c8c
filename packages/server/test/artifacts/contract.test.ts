import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Digest } from "../../src/artifacts/digest.ts";
import { collect, digestOf, putText, readAll, STORES, streamOf, type TestStore } from "./stores.ts";

const lengths = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 });
const content = fc.uint8Array({ maxLength: 3000 });
const absent = digestOf("nowhere");

describe.each(STORES)("artifact store: $name", ({ create }) => {
  let held: TestStore;
  beforeEach(async () => {
    held = await create();
  });
  afterEach(() => held.remove());

  test("gives back what was put, whatever the chunks", async () => {
    const property = fc.asyncProperty(content, lengths, async (bytes, chunks) => {
      const put = await held.store.put(streamOf(bytes, chunks));
      expect(put).toMatchObject({ digest: digestOf(bytes), size: bytes.length });
      const opened = await held.store.open(put.digest);
      expect(opened.size).toBe(bytes.length);
      expect((await readAll(opened.stream)).equals(bytes)).toBe(true);
    });
    await fc.assert(property, { numRuns: 60 });
    expect(await held.leftovers()).toEqual([]);
  });

  test("reads any range as a slice of the bytes", async () => {
    const bytes = Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 7) % 256));
    const { digest } = await held.store.put(streamOf(bytes));
    const property = fc.asyncProperty(
      fc.nat(2000),
      fc.option(fc.nat(1000), { nil: undefined }),
      async (start, length) => {
        const end = length === undefined ? undefined : start + length;
        const { stream, size } = await held.store.open(
          digest,
          end === undefined ? { start } : { start, end },
        );
        expect(size).toBe(2000);
        expect((await readAll(stream)).equals(bytes.subarray(start, end))).toBe(true);
      },
    );
    await fc.assert(property, { numRuns: 100 });
  });

  test.each([{ start: 4 }, { start: -1 }, { start: 2, end: 1 }, { start: 0.5 }, { start: Number.NaN }])(
    "refuses the range %j of 3 bytes",
    async (range) => {
      const digest = await putText(held.store, "abc");
      await expect(held.store.open(digest, range)).rejects.toMatchObject({
        code: "invalid",
        message: /range/,
      });
    },
  );

  test("keeps the same bytes once", async () => {
    expect(await held.store.put(streamOf("same"))).toEqual({
      digest: digestOf("same"),
      size: 4,
      existed: false,
    });
    expect(await held.store.put(streamOf("same"))).toEqual({
      digest: digestOf("same"),
      size: 4,
      existed: true,
    });
    expect(await collect(held.store.list())).toEqual([digestOf("same")]);
  });

  test("takes concurrent puts of the same bytes", async () => {
    const bytes = Buffer.alloc(200_000, "x");
    const puts = await Promise.all(
      Array.from({ length: 20 }, (_, turn) => held.store.put(streamOf(bytes, [1000 + turn * 997]))),
    );
    expect(new Set(puts.map((put) => put.digest))).toEqual(new Set([digestOf(bytes)]));
    expect(await collect(held.store.list())).toEqual([digestOf(bytes)]);
    expect(await held.leftovers()).toEqual([]);
    expect(await held.store.verify(digestOf(bytes))).toMatchObject({ ok: true });
  });

  test("leaves nothing of bytes that hash to something else", async () => {
    const wrong = held.store.put(streamOf("right"), digestOf("wrong"));
    await expect(wrong).rejects.toMatchObject({
      code: "hash_mismatch",
      details: { expected: digestOf("wrong"), found: digestOf("right") },
    });
    expect(await held.leftovers()).toEqual([]);
    expect(await collect(held.store.list())).toEqual([]);
    expect(await held.store.put(streamOf("right"), digestOf("right"))).toMatchObject({ existed: false });
  });

  test("leaves nothing of a put that was cut off", async () => {
    const cut = new Error("connection lost");
    await expect(held.store.put(streamOf("half of it", [3], cut))).rejects.toBe(cut);
    await expect(held.store.put(streamOf("half of it", [3]).destroy())).rejects.toThrow();
    const begun = streamOf("half of it", [3]);
    begun.once("data", () => begun.pause().destroy());
    await expect(held.store.put(begun)).rejects.toMatchObject({ code: "invalid", message: /cut off/ });
    expect(await held.leftovers()).toEqual([]);
    expect(await collect(held.store.list())).toEqual([]);
  });

  test("stores nothing at all as an artifact of 0 bytes", async () => {
    const empty = digestOf("");
    expect(await held.store.append(empty, 0, streamOf(""), 0)).toEqual({ offset: 0, complete: true });
    expect(await held.store.put(streamOf(""))).toEqual({ digest: empty, size: 0, existed: true });
    expect((await readAll((await held.store.open(empty)).stream)).length).toBe(0);
  });

  test("says what it does not hold", async () => {
    await expect(held.store.open(absent)).rejects.toMatchObject({ code: "not_found" });
    await expect(held.store.verify(absent)).rejects.toMatchObject({ code: "not_found" });
    expect(await held.store.stat(absent)).toBeUndefined();
    expect(await held.store.partial(absent)).toEqual({ offset: 0, complete: false });
  });

  test("verify names what is corrupt, and putting again repairs it", async () => {
    const [good, bad] = [await putText(held.store, "good"), await putText(held.store, "bad")];
    await held.corrupt(bad);
    expect(await held.store.verify(good)).toEqual({ digest: good, ok: true, size: 4 });
    expect(await held.store.verify(bad)).toEqual({ digest: bad, ok: false, size: 3, found: digestOf("cad") });
    await held.store.put(streamOf("bad"));
    expect(await held.store.verify(bad)).toMatchObject({ ok: true });
  });

  test("lists every digest in order", async () => {
    const digests = await Promise.all(
      Array.from({ length: 50 }, (_, turn) => putText(held.store, `artifact ${turn}`)),
    );
    expect(await collect(held.store.list())).toEqual(digests.sort());
  });

  test("takes the sha256:// spelling", async () => {
    const digest = await putText(held.store, "abc");
    const url = digest.replace(":", "://") as Digest;
    expect(await held.store.stat(url)).toEqual({ digest, size: 3 });
    expect(await held.store.verify(url)).toEqual({ digest, ok: true, size: 3 });
    expect(await held.store.put(streamOf("abc"), url)).toMatchObject({ digest, existed: true });
  });

  const hex = "a".repeat(64);
  test.each([
    "sha256:../../../../etc/passwd",
    `sha256:${"../".repeat(20)}${hex}`.slice(0, 71),
    `sha256:/${hex.slice(1)}`,
    `sha256:${hex.toUpperCase()}`,
    `sha256:${hex}\n`,
    `sha256:${hex}0`,
    `sha256:${hex.slice(1)}\0`,
    `sha512:${hex}`,
    hex,
    "",
  ])("refuses %j as a digest everywhere", async (text) => {
    const digest = text as Digest;
    const calls = [
      () => held.store.put(streamOf("x"), digest),
      () => held.store.partial(digest),
      () => held.store.append(digest, 0, streamOf("x"), 1),
      () => held.store.open(digest),
      () => held.store.stat(digest),
      () => held.store.verify(digest),
    ];
    for (const call of calls)
      await expect(call()).rejects.toMatchObject({ code: "invalid", details: { field: "digest" } });
    expect(await held.leftovers()).toEqual([]);
  });
});
