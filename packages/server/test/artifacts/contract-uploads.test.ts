import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { digestOf, readAll, STORES, streamOf, type TestStore } from "./stores.ts";

const lengths = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 });

describe.each(STORES)("uploads to an artifact store: $name", ({ create }) => {
  let held: TestStore;
  beforeEach(async () => {
    held = await create();
  });
  afterEach(() => held.remove());

  test("resumes an upload cut at random points, also in a new process, to the same bytes", async () => {
    const cuts = fc.array(fc.record({ bytes: fc.nat(900), fails: fc.boolean(), reopen: fc.boolean() }), {
      maxLength: 8,
    });
    const property = fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 3000 }),
      lengths,
      cuts,
      async (bytes, chunks, steps) => {
        const own = await create();
        try {
          await uploadInSteps(own, bytes, chunks, steps);
          expect((await readAll((await own.store.open(digestOf(bytes))).stream)).equals(bytes)).toBe(true);
          expect(await own.leftovers()).toEqual([]);
        } finally {
          await own.remove();
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  test("names the right offset when an upload goes on elsewhere", async () => {
    const digest = digestOf("abcdef");
    await expect(held.store.append(digest, 2, streamOf("cdef"), 6)).rejects.toMatchObject({
      code: "conflict",
      details: { offset: 0 },
    });
    expect(await held.store.append(digest, 0, streamOf("abc"), 6)).toEqual({ offset: 3, complete: false });
    await expect(held.store.append(digest, 0, streamOf("abc"), 6)).rejects.toMatchObject({
      code: "conflict",
      message: /offset 3/,
      details: { offset: 3 },
    });
    expect(await held.store.append(digest, 3, streamOf("def"), 6)).toEqual({ offset: 6, complete: true });
    expect(await held.store.partial(digest)).toEqual({ offset: 6, complete: true });
    expect(await held.store.append(digest, 3, streamOf("def"), 6)).toEqual({ offset: 6, complete: true });
  });

  test.each([
    ["with nothing", 6, ""],
    ["with the last part again", 3, "def"],
    ["with all of it again", 0, "abcdef"],
  ])("finishes an upload whose last step was lost: %s", async (_name, offset, text) => {
    const digest = digestOf("abcdef");
    await held.store.append(digest, 0, streamOf("abcdef"), 7);
    expect(await held.store.partial(digest)).toEqual({ offset: 6, complete: false });
    expect(await held.store.append(digest, offset, streamOf(text), 6)).toEqual({ offset: 6, complete: true });
    expect(await held.leftovers()).toEqual([]);
  });

  test("starts an upload over when the whole hashes to something else", async () => {
    const digest = digestOf("abcdef");
    await held.store.append(digest, 0, streamOf("abX"), 6);
    const end = held.store.append(digest, 3, streamOf("def"), 6);
    await expect(end).rejects.toMatchObject({
      code: "hash_mismatch",
      details: { found: digestOf("abXdef") },
    });
    expect(await held.store.partial(digest)).toEqual({ offset: 0, complete: false });
    expect(await held.leftovers()).toEqual([]);
    expect(await held.store.stat(digest)).toBeUndefined();
    expect(await held.store.append(digest, 0, streamOf("abcdef"), 6)).toEqual({ offset: 6, complete: true });
  });

  test("starts an upload over when more is stored than the artifact has", async () => {
    const digest = digestOf("abc");
    await held.store.append(digest, 0, streamOf("other bytes"), 100);
    await expect(held.store.append(digest, 11, streamOf(""), 3)).rejects.toMatchObject({
      code: "conflict",
      details: { offset: 0 },
    });
    expect(await held.store.append(digest, 0, streamOf("abc"), 3)).toEqual({ offset: 3, complete: true });
  });

  test("refuses bytes past the total and leaves the stream to be answered", async () => {
    const stream = streamOf("abcdef", [2]);
    await expect(held.store.append(digestOf("abc"), 0, stream, 3)).rejects.toMatchObject({
      code: "invalid",
      message: /total/,
    });
    expect(stream.destroyed).toBe(false);
    expect(await held.store.partial(digestOf("abc"))).toEqual({ offset: 2, complete: false });
    expect(await held.store.append(digestOf("abc"), 2, streamOf("c"), 3)).toEqual({
      offset: 3,
      complete: true,
    });
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 53])("refuses a total of %s", async (total) => {
    await expect(held.store.append(digestOf("absent"), 0, streamOf(""), total)).rejects.toMatchObject({
      code: "invalid",
      message: /total/,
    });
  });

  test("refuses a second append while one runs", async () => {
    const digest = digestOf("abcdef");
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("abc");
      await gate;
      yield Buffer.from("def");
    }
    const first = held.store.append(digest, 0, slow(), 6);
    await expect(held.store.append(digest, 0, streamOf("abcdef"), 6)).rejects.toMatchObject({
      code: "conflict",
      message: /running/,
    });
    release();
    expect(await first).toEqual({ offset: 6, complete: true });
    expect(await held.store.verify(digest)).toMatchObject({ ok: true });
  });
});

interface Step {
  readonly bytes: number;
  readonly fails: boolean;
  readonly reopen: boolean;
}

/** Uploads some bytes at each step, breaking off or opening the store anew between, and the rest at the end. */
async function uploadInSteps(
  held: TestStore,
  bytes: Uint8Array,
  chunks: readonly number[],
  steps: readonly Step[],
): Promise<void> {
  const digest = digestOf(bytes);
  let store = held.store;
  for (const step of steps) {
    if (step.reopen) store = await held.reopen();
    const { offset, complete } = await store.partial(digest);
    if (complete) return;
    const part = bytes.subarray(offset, offset + step.bytes);
    const cut = step.fails ? new Error("cut") : undefined;
    const went = store.append(digest, offset, streamOf(part, chunks, cut), bytes.length);
    if (cut === undefined) expect((await went).offset).toBe(offset + part.length);
    else await expect(went.then((upload) => upload.complete || Promise.reject(cut))).rejects.toBe(cut);
  }
  const { offset } = await store.partial(digest);
  expect(await store.append(digest, offset, streamOf(bytes.subarray(offset), chunks), bytes.length)).toEqual({
    offset: bytes.length,
    complete: true,
  });
}
