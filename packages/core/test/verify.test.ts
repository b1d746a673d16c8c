import { createHash } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { BegatError, changeText, entryText, toHex, verifyCheckpoint, verifyEntry } from "../src/index.ts";
import { formatVerifier, generateNoteKey, inclusionProof, leafHash, signCheckpoint } from "../src/ledger.ts";
import { signNote } from "../src/signed-note.ts";

const CHANGE = {
  source: "native",
  assertions: [{ assert: "node", id: "run:r", props: { name: "é", lr: 0.1 } }],
} as const;
const SALT = "00ff10";
const digest = createHash("sha256").update(Buffer.from(SALT, "hex")).update(changeText(CHANGE)).digest("hex");
const FIELDS = {
  seq: 2,
  recorded_at: Date.parse("2026-04-28T10:00:00.123Z"),
  actor: "agent:a",
  source: "native",
  format: 1,
  payload_digest: digest,
};
const ENTRY = { ...FIELDS, recorded_at: "2026-04-28T10:00:00.123Z", salt: SALT, change: CHANGE };

/** A ledger of three entries, of which the second is the one above. */
async function proof() {
  const leaves = [leafHash("first"), leafHash(entryText(FIELDS)), leafHash("third")];
  const tree = (start: number, end: number): Buffer =>
    end - start === 1
      ? leaves[start]!
      : createHash("sha256")
          .update(
            Buffer.concat([
              Buffer.of(1),
              tree(start, start + 2 ** (end - start > 2 ? 1 : 0)),
              tree(start + 2 ** (end - start > 2 ? 1 : 0), end),
            ]),
          )
          .digest();
  const hashes = await inclusionProof(1, 3, async (start, end) => tree(start, end));
  return { size: 3, root: toHex(tree(0, 3)), proof: hashes.map(toHex) };
}

describe("an entry", () => {
  test("that says what was recorded is proven", async () => {
    expect(await verifyEntry(ENTRY, await proof())).toBe("proven");
  });

  test("whose content differs from its digest is altered", async () => {
    const change = {
      source: "native",
      assertions: [{ assert: "node", id: "run:r", props: { lr: 0.2 } }],
    } as const;
    expect(await verifyEntry({ ...ENTRY, change }, await proof())).toBe("altered");
    expect(await verifyEntry({ ...ENTRY, salt: "00ff11" }, await proof())).toBe("altered");
  });

  test("stands nowhere with another writer, time, number or tree", async () => {
    const good = await proof();
    for (const other of [{ actor: "agent:b" }, { recorded_at: "2026-04-28T10:00:00.124Z" }, { seq: 1 }])
      expect(await verifyEntry({ ...ENTRY, ...other }, good)).toBe("not-included");
    expect(await verifyEntry(ENTRY, { ...good, root: toHex(leafHash("other")) })).toBe("not-included");
    expect(await verifyEntry(ENTRY, { ...good, proof: ["zz"] })).toBe("not-included");
  });

  test("that was erased still stands there", async () => {
    const erased = { ...ENTRY, salt: null, change: { source: "native", assertions: [] } } as const;
    expect(await verifyEntry(erased, await proof())).toBe("erased");
  });
});

describe("a checkpoint", () => {
  const key = generateNoteKey("example.com/log");
  const head = { origin: "example.com/log", size: 7, root: leafHash("root") };
  const note = signCheckpoint(head, key);

  test("is read with the key of its log", async () => {
    const read = await verifyCheckpoint(note, formatVerifier(key));
    expect({ ...read, root: toHex(read.root) }).toEqual({ ...head, root: toHex(head.root) });
  });

  test("is refused with another key, another text, another signature or of another log", async () => {
    const other = generateNoteKey("example.com/log");
    const foreign = signNote(`example.com/else\n7\n${leafHash("root").toString("base64")}\n`, key);
    const bad = [
      [note, formatVerifier(other), "no signature by a known key"],
      [note.replace("\n7\n", "\n8\n"), formatVerifier(key), "is wrong"],
      [foreign, formatVerifier(key), "the origin is"],
      ["hello", formatVerifier(key), "no text"],
      [note, "hello", "verifier key"],
      [note, formatVerifier(key).replace(key.id, other.id), "verifier key"],
    ] as const;
    for (const [text, verifier, why] of bad) {
      const failure = await verifyCheckpoint(text, verifier).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(BegatError);
      expect((failure as BegatError).message).toContain(why);
    }
  });

  test("is read beside what others signed", async () => {
    const witness = signNote(`${note.slice(0, note.indexOf("\n\n"))}\n`, generateNoteKey("witness.example"));
    const both = `${note}${witness.slice(witness.indexOf("\n\n") + 2)}`;
    expect(await verifyCheckpoint(both, formatVerifier(key))).toMatchObject({ size: 7 });
  });

  test("is said not to be checked where the engine has no Ed25519", async () => {
    const none = vi.spyOn(crypto.subtle, "importKey").mockRejectedValue(new Error("unknown algorithm"));
    try {
      await expect(verifyCheckpoint(note, formatVerifier(key))).rejects.toMatchObject({
        code: "unavailable",
        details: { lacks: "Ed25519" },
        message: expect.stringContaining("cannot check Ed25519 signatures"),
      });
    } finally {
      none.mockRestore();
    }
  });
});
