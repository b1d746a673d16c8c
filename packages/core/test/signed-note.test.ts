import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BegatError } from "../src/error.ts";
import {
  formatNoteKey,
  formatVerifier,
  generateNoteKey,
  openNote,
  parseNoteKey,
  parseVerifier,
  signNote,
} from "../src/signed-note.ts";
import { BAD_VERIFIERS, ENOCH, PETER, TEXT } from "./vectors/notes.ts";

const peter = parseVerifier(PETER.verifier);
const enoch = parseVerifier(ENOCH.verifier);
const peterKey = parseNoteKey(PETER.privateKey);
const peterNote = `${TEXT}\n${PETER.signature}`;

/** The message of the BegatError that was thrown. */
function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof BegatError) return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** Every text that differs by one character, or is a proper part. */
function mangled(text: string): string[] {
  const changed = [...text].map(
    (c, i) => text.slice(0, i) + String.fromCharCode(c.charCodeAt(0) + 1) + text.slice(i + 1),
  );
  const parts = [...text].flatMap((_, i) => [text.slice(0, i), text.slice(i + 1)]);
  return [...changed, ...parts];
}

describe("keys", () => {
  test("the published keys are read and written", () => {
    expect(peterKey).toMatchObject({ name: "PeterNeumann", id: "c74f20a3" });
    expect(formatNoteKey(peterKey)).toBe(PETER.privateKey);
    expect(formatVerifier(peterKey)).toBe(PETER.verifier);
    expect(formatVerifier(peter)).toBe(PETER.verifier);
    expect(formatVerifier(enoch)).toBe(ENOCH.verifier);
  });

  test("a key that was made is read back and signs", () => {
    const key = generateNoteKey("example.com/log");
    const again = parseNoteKey(formatNoteKey(key));
    expect(formatVerifier(again)).toBe(formatVerifier(key));
    const note = signNote(TEXT, again);
    const opened = openNote(note, [parseVerifier(formatVerifier(key))]);
    expect(opened).toEqual({ text: TEXT, signatures: [{ name: "example.com/log", id: key.id }] });
  });

  test("no other text is a verifier key", () => {
    const others = [...BAD_VERIFIERS, `${PETER.verifier}+`, `${PETER.verifier}=`, PETER.privateKey];
    for (const text of [...mangled(PETER.verifier), ...others]) {
      expect(() => parseVerifier(text), text).toThrow(BegatError);
    }
  });

  test("no other text is a private key, and the error does not repeat it", () => {
    for (const text of [...mangled(PETER.privateKey), `${PETER.privateKey}+`, PETER.verifier]) {
      const message = refusal(() => parseNoteKey(text));
      expect(message).toContain("private key: not of the form");
      expect(message.includes(PETER.privateKey.slice(40, 60))).toBe(false);
    }
  });

  test.each(["", "a b", "a+b", "a\u00a0b", "a\nb", "a\u0001", "a\ud800"])("%j is no name", (name) => {
    expect(() => generateNoteKey(name)).toThrow(BegatError);
  });
});

describe("signNote", () => {
  test("writes the published note", () => {
    expect(signNote(TEXT, peterKey)).toBe(peterNote);
  });

  test.each(["", "abc", "a\tb\n", "a\r\n", "a\ud800\n"])("refuses the text %j", (text) => {
    expect(() => signNote(text, peterKey)).toThrow(BegatError);
  });

  test("any other text is signed and opened, blank lines and dashes in it too", () => {
    const line = fc.oneof(
      fc.constantFrom("", "— a b", PETER.signature.trim()),
      fc.string({ unit: "grapheme" }),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const text = `${lines.join("\n")}\n`;
        expect(openNote(signNote(text, peterKey), [peter]).text).toBe(text);
      }),
    );
  });
});

describe("openNote", () => {
  const both = `${TEXT}\n${PETER.signature}${ENOCH.signature}`;

  test("answers the signatures of the keys it was given", () => {
    const [byPeter, byEnoch] = [peter, enoch].map(({ name, id }) => ({ name, id }));
    expect(openNote(both, [peter])).toEqual({ text: TEXT, signatures: [byPeter] });
    expect(openNote(both, [enoch])).toEqual({ text: TEXT, signatures: [byEnoch] });
    expect(openNote(both, [peter, enoch])).toEqual({ text: TEXT, signatures: [byPeter, byEnoch] });
  });

  test("takes a signature that stands twice as one", () => {
    expect(openNote(peterNote + PETER.signature, [peter]).signatures).toHaveLength(1);
  });

  test("refuses a note that no known key signed", () => {
    expect(() => openNote(peterNote, [enoch])).toThrow("no signature by a known key");
    expect(() => openNote(peterNote, [])).toThrow("no signature by a known key");
    expect(() => openNote(peterNote, [generateNoteKey("PeterNeumann")])).toThrow(
      "no signature by a known key",
    );
  });

  test("refuses a wrong signature beside a right one", () => {
    const wrong = ENOCH.signature.replace("mZa0SO3N", "mZa0SO3M");
    const note = peterNote + wrong;
    expect(openNote(note, [peter]).signatures).toHaveLength(1);
    expect(() => openNote(note, [peter, enoch])).toThrow("the signature of EnochRoot+af0cfe78 is wrong");
  });

  test("refuses a key that only shares name and id", () => {
    const { publicKey } = generateKeyPairSync("ed25519");
    expect(() => openNote(peterNote, [{ ...peter, publicKey }])).toThrow("is wrong");
  });

  test("refuses a note with any bit flipped", () => {
    const bytes = Buffer.from(peterNote);
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const copy = Buffer.from(bytes);
      copy[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => openNote(copy.toString(), [peter]), `bit ${bit}`).toThrow(BegatError);
    }
  });

  test.each([
    ["", "nothing"],
    [TEXT, "no signature"],
    [`${TEXT}\n`, "no signature line"],
    [peterNote.slice(0, -1), "no last newline"],
    [`\u0001${peterNote}`, "a control character"],
    [peterNote.replaceAll("\n", "\r\n"), "carriage returns"],
    [`${TEXT}${PETER.signature}`, "no blank line"],
    [`${peterNote}Unexpected line.\n`, "another line"],
    [`${peterNote}— Peter+ ${PETER.signature.split(" ")[2]}`, "a bad name"],
    [`${peterNote}— Peter AAAA\n`, "a short signature"],
    [`${peterNote}— Peter x08go/ZJkuA\n`, "base64 without padding"],
    [`${peterNote}— Peter  x08go/ZJkuA=\n`, "two spaces"],
    [`${peterNote}- Peter x08go/ZJkuA=\n`, "a hyphen"],
    [`${TEXT}\n${PETER.signature.repeat(101)}`, "101 signatures"],
  ])("refuses %j: %s", (note) => {
    expect(() => openNote(note, [peter])).toThrow(BegatError);
  });

  test("takes 100 signatures", () => {
    expect(openNote(`${TEXT}\n${PETER.signature.repeat(100)}`, [peter]).text).toBe(TEXT);
  });
});
