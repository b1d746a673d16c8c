import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32c } from "../../src/import/tensorboard/crc32c.ts";
import { EventReader } from "../../src/import/tensorboard/event.ts";
import { type Ending, readRecords } from "../../src/import/tensorboard/tf-record.ts";
import { framed, sumOf } from "./framed.ts";

/** Reads a file that comes in pieces of some sizes. */
async function read(file: Buffer, sizes: readonly number[] = [file.length || 1]) {
  const records: Uint8Array[] = [];
  const source = readRecords(pieces(file, sizes));
  for (let next = await source.next(); ; next = await source.next()) {
    if (next.done === true) return { records, ending: next.value as Ending };
    records.push(new Uint8Array(next.value));
  }
}

async function* pieces(file: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, i = 0; at < file.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? 1);
    yield file.subarray(at, at + size);
    at += size;
  }
}

const someRecords = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 });
const someSizes = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 5 });

describe("CRC-32C", () => {
  // RFC 3720, B.4
  it.each([
    [new Uint8Array(32), 0x8a9136aa],
    [new Uint8Array(32).fill(0xff), 0x62a8ab43],
    [Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
    [Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113fdb5c],
  ])("has the published values", (bytes, sum) => {
    expect(crc32c(bytes)).toBe(sum);
  });
});

describe("records", () => {
  it("are read as they were written, in whatever pieces they come", async () => {
    await fc.assert(
      fc.asyncProperty(someRecords, someSizes, async (records, sizes) => {
        const found = await read(Buffer.concat(records.map(framed)), sizes);
        expect(found).toEqual({ records, ending: "whole" });
      }),
    );
  });

  it("that are cut off anywhere leave those before them", async () => {
    await fc.assert(
      fc.asyncProperty(someRecords, fc.nat(), someSizes, async (records, cut, sizes) => {
        const frames = records.map(framed);
        const file = Buffer.concat(frames);
        const end = cut % (file.length + 1);
        let whole = 0;
        for (let at = 0; whole < frames.length && at + frames[whole]!.length <= end; whole++)
          at += frames[whole]!.length;
        const boundary = frames.slice(0, whole).reduce((sum, frame) => sum + frame.length, 0) === end;
        const found = await read(file.subarray(0, end), sizes);
        expect(found).toEqual({ records: records.slice(0, whole), ending: boundary ? "whole" : "cut" });
      }),
    );
  });

  it("with a flipped bit are never taken", async () => {
    const one = fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(one, fc.nat(), async (records, flip) => {
        const file = Buffer.concat(records.map(framed));
        const bit = flip % (file.length * 8);
        file[bit >> 3] = (file[bit >> 3] as number) ^ (1 << (bit & 7));
        const taken: Uint8Array[] = [];
        const source = readRecords(pieces(file, [file.length]));
        await expect(async () => {
          for (let next = await source.next(); next.done !== true; next = await source.next())
            taken.push(next.value);
        }).rejects.toThrow("the checksum does not fit");
        expect(taken.length).toBeLessThan(records.length);
        expect(taken.map((bytes) => new Uint8Array(bytes))).toEqual(records.slice(0, taken.length));
      }),
    );
  });

  it("that say they are longer than memory are refused before they are read", async () => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(1n << 60n);
    await expect(read(Buffer.concat([length, sumOf(length)]))).rejects.toThrow("at most");
  });
});

describe("events", () => {
  it("of any bytes are read, or refused by an error and nothing worse", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const reader = new EventReader();
        try {
          for (const value of reader.read(bytes).values) expect(typeof value.tag).toBe("string");
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect(error).not.toBeInstanceOf(TypeError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
