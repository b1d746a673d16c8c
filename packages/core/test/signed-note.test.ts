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

const peter = () => parseVerifier(PETER.verifier);
const enoch = () => parseVerifier(ENOCH.verifier);
const peterKey = () => parseNoteKey(PETER.privateKey);
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
    expect(peterKey()).toMatchObject({ name: "PeterNeumann", id: "c74f20a3" });
    expect(formatNoteKey(peterKey())).toBe(PETER.privateKey);
    expect(formatVerifier(peterKey())).toBe(PETER.verifier);
    expect(formatVerifier(peter())).toBe(PETER.verifier);
    expect(formatVerifier(enoch())).toBe(ENOCH.verifier);
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
    for (const text of [...mangled(PETER.verifier), ...others])
      expect(
        refusal(() => parseVerifier(text)),
        text,
      ).toContain("verifier key: not of the form");
  });

  test("no other text is a private key, and the error does not repeat it", () => {
    for (const text of [...mangled(PETER.privateKey), `${PETER.privateKey}+`, PETER.verifier]) {
      const message = refusal(() => parseNoteKey(text));
      expect(message).toContain("private key: not of the form");
      expect(message.includes(PETER.privateKey.slice(40, 60))).toBe(false);
    }
  });

  test.each(["", "a b", "a+b", "a\u00a0b", "a\nb", "a\u0001", "a\ud800"])("%j is no name", (name) => {
    expect(refusal(() => generateNoteKey(name))).toBe('name: a key needs a name without spaces and "+"');
  });
});

describe("signNote", () => {
  test("writes the published note", () => {
    expect(signNote(TEXT, peterKey())).toBe(peterNote);
  });

  test.each(["", "abc", "a\tb\n", "a\r\n", "a\ud800\n"])("refuses the text %j", (text) => {
    expect(refusal(() => signNote(text, peterKey()))).toBe(
      "note: the text must end in a newline and have no other control characters",
    );
  });

  test("any other text is signed and opened, blank lines and dashes in it too", () => {
    const line = fc.oneof(
      fc.constantFrom("", "— a b", PETER.signature.trim()),
      fc.string({ unit: "grapheme" }),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const text = `${lines.join("\n")}\n`;
        expect(openNote(signNote(text, peterKey()), [peter()]).text).toBe(text);
      }),
    );
  });
});

describe("openNote", () => {
  const both = `${TEXT}\n${PETER.signature}${ENOCH.signature}`;

  test("answers the signatures of the keys it was given", () => {
    const [byPeter, byEnoch] = [peter(), enoch()].map(({ name, id }) => ({ name, id }));
    expect(openNote(both, [peter()])).toEqual({ text: TEXT, signatures: [byPeter] });
    expect(openNote(both, [enoch()])).toEqual({ text: TEXT, signatures: [byEnoch] });
    expect(openNote(both, [peter(), enoch()])).toEqual({ text: TEXT, signatures: [byPeter, byEnoch] });
  });

  test("takes a signature that stands twice as one", () => {
    expect(openNote(peterNote + PETER.signature, [peter()]).signatures).toHaveLength(1);
  });

  test("refuses a note that no known key signed", () => {
    expect(() => openNote(peterNote, [enoch()])).toThrow("no signature by a known key");
    expect(() => openNote(peterNote, [])).toThrow("no signature by a known key");
    expect(() => openNote(peterNote, [generateNoteKey("PeterNeumann")])).toThrow(
      "no signature by a known key",
    );
  });

  test("refuses a wrong signature beside a right one", () => {
    const wrong = ENOCH.signature.replace("mZa0SO3N", "mZa0SO3M");
    const note = peterNote + wrong;
    expect(openNote(note, [peter()]).signatures).toHaveLength(1);
    expect(() => openNote(note, [peter(), enoch()])).toThrow("the signature of EnochRoot+af0cfe78 is wrong");
  });

  test("refuses a key that only shares name and id", () => {
    const { publicKey } = generateKeyPairSync("ed25519");
    expect(() => openNote(peterNote, [{ ...peter(), publicKey }])).toThrow("is wrong");
  });

  test("refuses a note with any bit flipped", () => {
    const bytes = Buffer.from(peterNote);
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const copy = Buffer.from(bytes);
      copy[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => openNote(copy.toString(), [peter()]), `bit ${bit}`).toThrow(BegatError);
    }
  });

  const NO_PARTS = "note: no text, blank line and signatures in it";
  const NO_LINE = "note: a signature line is not of the form — <name> <base64>";
  test.each([
    ["nothing", "", NO_PARTS],
    ["no signature", TEXT, NO_PARTS],
    ["no signature line", `${TEXT}\n`, NO_LINE],
    ["no last newline", peterNote.slice(0, -1), NO_PARTS],
    ["a control character", `\u0001${peterNote}`, NO_PARTS],
    ["carriage returns", peterNote.replaceAll("\n", "\r\n"), NO_PARTS],
    ["no blank line", `${TEXT}${PETER.signature}`, NO_PARTS],
    ["another line", `${peterNote}Unexpected line.\n`, NO_LINE],
    ["a bad name", `${peterNote}— Peter+ ${PETER.signature.split(" ")[2]}`, NO_LINE],
    ["a signature without a key id", `${peterNote}— Peter AAAA\n`, NO_LINE],
    ["a signature of no bytes", `${peterNote}— Peter x08goA==\n`, NO_LINE],
    ["base64 without padding", `${peterNote}— Peter x08go/ZJkuA\n`, NO_LINE],
    ["what is no base64", `${peterNote}— Peter x08go/ZJku!=\n`, NO_LINE],
    ["two spaces", `${peterNote}— Peter  x08go/ZJkuA=\n`, NO_LINE],
    ["a word more", `${peterNote}— Peter x08go/ZJkuA= x\n`, NO_LINE],
    ["a hyphen", `${peterNote}- Peter x08go/ZJkuA=\n`, NO_LINE],
    ["101 signatures", `${TEXT}\n${PETER.signature.repeat(101)}`, "note: more than 100 signatures"],
  ])("refuses %s", (_, note, why) => {
    expect(refusal(() => openNote(note, [peter()]))).toBe(why);
  });

  test("passes over another's signature, of one byte even", () => {
    const opened = openNote(`${peterNote}— Other x08goAE=\n`, [peter()]);
    expect(opened.signatures.map(({ name }) => name)).toEqual(["PeterNeumann"]);
  });

  test("takes 100 signatures", () => {
    expect(openNote(`${TEXT}\n${PETER.signature.repeat(100)}`, [peter()]).text).toBe(TEXT);
  });
});
