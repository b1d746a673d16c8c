import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatCheckpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from "../src/checkpoint.ts";
import { BegatError } from "../src/error.ts";
import { EMPTY_ROOT } from "../src/merkle.ts";
import { generateNoteKey, signNote } from "../src/signed-note.ts";
import { CHECKPOINT } from "./vectors/notes.ts";

const key = generateNoteKey(CHECKPOINT.origin);
const checkpoint = {
  origin: CHECKPOINT.origin,
  size: CHECKPOINT.size,
  root: new Uint8Array(Buffer.from(CHECKPOINT.root, "base64")),
};

describe("the text", () => {
  test("of the published checkpoint is read and written", () => {
    expect(parseCheckpoint(CHECKPOINT.text)).toEqual(checkpoint);
    expect(formatCheckpoint(checkpoint)).toBe(CHECKPOINT.text);
  });

  test("of any checkpoint is read back", () => {
    const any = fc.record({
      origin: fc.string({ minLength: 1 }).filter((origin) => !origin.includes("\n")),
      size: fc.maxSafeNat(),
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    });
    fc.assert(fc.property(any, (each) => void expect(parseCheckpoint(formatCheckpoint(each))).toEqual(each)));
  });

  test("may go on in extension lines", () => {
    expect(parseCheckpoint(`${CHECKPOINT.text}extension 1\nextension 2\n`)).toEqual(checkpoint);
  });

  test("of an empty log has the size 0", () => {
    const text = formatCheckpoint({ origin: "a", size: 0, root: EMPTY_ROOT });
    expect(text).toBe("a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
  });

  const { origin, size, root } = CHECKPOINT;
  test.each([
    ["nothing", ""],
    ["no last newline", CHECKPOINT.text.slice(0, -1)],
    ["an empty line at the end", `${CHECKPOINT.text}\n`],
    ["an empty line before an extension", `${CHECKPOINT.text}\nextension\n`],
    ["an extension without a newline", `${CHECKPOINT.text}extension`],
    ["no origin", `\n${size}\n${root}\n`],
    ["no root", `${origin}\n${size}\n`],
    ["a leading zero", `${origin}\n0${size}\n${root}\n`],
    ["two zeros", `${origin}\n00\n${root}\n`],
    ["a sign", `${origin}\n+${size}\n${root}\n`],
    ["a negative size", `${origin}\n-1\n${root}\n`],
    ["a fraction", `${origin}\n1.0\n${root}\n`],
    ["hex", `${origin}\n0x10\n${root}\n`],
    ["an exponent", `${origin}\n1e3\n${root}\n`],
    ["a space", `${origin}\n ${size}\n${root}\n`],
    ["no size", `${origin}\n\n${root}\n`],
    ["other digits", `${origin}\n１２\n${root}\n`],
    ["a size of 2^53", `${origin}\n9007199254740992\n${root}\n`],
    ["carriage returns", CHECKPOINT.text.replaceAll("\n", "\r\n")],
    ["a root without padding", `${origin}\n${size}\n${root.slice(0, -1)}\n`],
    ["a root whose last bits are not zero", `${origin}\n${size}\n${root.replace("I=", "J=")}\n`],
    ["a root in base64url", `${origin}\n${size}\n${root.replace("/", "_")}\n`],
    ["a root of 31 bytes", `${origin}\n${size}\n${Buffer.alloc(31).toString("base64")}\n`],
    ["a root of 33 bytes", `${origin}\n${size}\n${Buffer.alloc(33).toString("base64")}\n`],
  ])("with %s is refused", (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow(BegatError);
  });

  test.each([
    ["an origin of two lines", { ...checkpoint, origin: `evil\n999\n${CHECKPOINT.root}` }],
    ["an empty origin", { ...checkpoint, origin: "" }],
    ["a fractional size", { ...checkpoint, size: 1.5 }],
    ["a negative size", { ...checkpoint, size: -1 }],
    ["a size of 1e21", { ...checkpoint, size: 1e21 }],
    ["a short root", { ...checkpoint, root: Buffer.alloc(31) }],
  ])("is not written for %s", (_, bad) => {
    expect(() => formatCheckpoint(bad)).toThrow(BegatError);
  });
});

describe("the signed note", () => {
  test("is opened with the key of the log", () => {
    const note = signCheckpoint(checkpoint, key);
    expect(note.startsWith(`${CHECKPOINT.text}\n— ${CHECKPOINT.origin} `)).toBe(true);
    expect(openCheckpoint(note, key)).toEqual(checkpoint);
  });

  test("with any bit flipped is refused", () => {
    const bytes = Buffer.from(signCheckpoint(checkpoint, key));
    fc.assert(
      fc.property(fc.nat(8 * bytes.length - 1), (bit) => {
        const copy = Buffer.from(bytes);
        copy[bit >> 3]! ^= 1 << (bit & 7);
        expect(() => openCheckpoint(copy.toString(), key)).toThrow(BegatError);
      }),
    );
  });

  test("of another key is refused", () => {
    const other = generateNoteKey(CHECKPOINT.origin);
    expect(() => openCheckpoint(signCheckpoint(checkpoint, key), other)).toThrow(
      "no signature by a known key",
    );
  });

  test("names one log: its origin is the name of its key", () => {
    const other = generateNoteKey("example.com/other");
    expect(() => signCheckpoint(checkpoint, other)).toThrow(
      'the origin is "example.com/behind-the-sofa", the key is of "example.com/other"',
    );
    expect(() => openCheckpoint(signNote(CHECKPOINT.text, other), other)).toThrow("the origin is");
  });

  test("of another text is no checkpoint", () => {
    expect(() => openCheckpoint(signNote("hello\n", key), key)).toThrow("checkpoint: the second line");
  });
});
