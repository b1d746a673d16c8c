import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { BegatError } from "./error.ts";
import {
  decodeKey,
  isNoteName,
  isNoteText,
  keyIdInput,
  malformedNote,
  parseNote,
  parseVerifierText,
  type SignatureLine,
} from "./note-text.ts";

const ED25519 = 0x01;
/** PKCS #8 around an Ed25519 seed (RFC 8410, section 7): the engine takes no bare seed. */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** A public key under a name: whose signature `openNote` believes. */
export interface NoteVerifier {
  readonly name: string;
  /** The key id, 8 hex digits. */
  readonly id: string;
  readonly publicKey: KeyObject;
}

/** A verifier with the private key that signs for it. */
export interface NoteKey extends NoteVerifier {
  readonly privateKey: KeyObject;
}

/** A signature that verified. */
export interface NoteSignature {
  readonly name: string;
  readonly id: string;
}

/** A signed note whose signatures were verified: its text, which ends in a newline, and who signed it. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Makes an Ed25519 key. Throws `invalid` unless the name is fit for a signature line: not empty, no space, no "+". */
export function generateNoteKey(name: string): NoteKey {
  return noteKey(name, generateKeyPairSync("ed25519").privateKey);
}

/** The public key as text: `<name>+<key id in hex>+<base64(0x01 ‖ key)>` (C2SP signed-note, Verifier keys). */
export function formatVerifier({ name, id, publicKey }: NoteVerifier): string {
  return `${name}+${id}+${encodeKey(publicKey, "x")}`;
}

/** The private key as text, to be kept secret: `PRIVATE+KEY+<name>+<key id>+<base64(0x01 ‖ seed)>`, as Go's sumdb/note. */
export function formatNoteKey({ name, id, privateKey }: NoteKey): string {
  return `PRIVATE+KEY+${name}+${id}+${encodeKey(privateKey, "d")}`;
}

/** Reads what `formatVerifier` wrote. Throws `invalid` for anything else. */
export function parseVerifier(text: string): NoteVerifier {
  const parts = parseVerifierText(text);
  if (parts !== undefined) {
    const key = { kty: "OKP", crv: "Ed25519", x: Buffer.from(parts.key).toString("base64url") };
    const verifier = noteVerifier(parts.name, createPublicKey({ key, format: "jwk" }));
    if (verifier.id === parts.id) return verifier;
  }
  throw new BegatError(
    "invalid",
    "verifier key: not of the form <name>+<8 hex digits>+<base64>, or its id is wrong",
  );
}

/** Reads what `formatNoteKey` wrote. Throws `invalid` for anything else; the message does not repeat the key. */
export function parseNoteKey(text: string): NoteKey {
  const [first, second, name = "", id, ...encoded] = text.split("+");
  const seed = decodeKey(encoded.join("+"));
  if (seed !== undefined && first === "PRIVATE" && second === "KEY") {
    const der = Buffer.concat([PKCS8_PREFIX, seed]);
    const key = noteKey(name, createPrivateKey({ key: der, format: "der", type: "pkcs8" }));
    if (key.id === id) return key;
  }
  throw new BegatError(
    "invalid",
    "private key: not of the form PRIVATE+KEY+<name>+<8 hex digits>+<base64>, or its id is wrong",
  );
}

/**
 * Signs a text (C2SP signed-note, Format). The text ends in a newline and has no other control characters,
 * else throws `invalid`.
 */
export function signNote(text: string, key: NoteKey): string {
  if (!isNoteText(text))
    throw malformedNote("the text must end in a newline and have no other control characters");
  const signature = sign(null, Buffer.from(text), key.privateKey);
  return `${text}\n— ${key.name} ${Buffer.concat([Buffer.from(key.id, "hex"), signature]).toString("base64")}\n`;
}

/**
 * Verifies a note and answers its text with the signatures of the verifiers given, in their order. Signatures by
 * other keys are left out. Throws `invalid` for a malformed note, when a signature under the name and id of a
 * verifier is wrong, and when none of them has signed (C2SP signed-note, Signatures).
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): Note {
  const { text, signatures: found } = parseNote(note);
  const signers = verifiers.filter((verifier) => hasSigned(verifier, text, found));
  if (signers.length === 0) throw malformedNote("no signature by a known key");
  return { text, signatures: signers.map(({ name, id }) => ({ name, id })) };
}

function hasSigned(verifier: NoteVerifier, text: string, lines: readonly SignatureLine[]): boolean {
  const own = lines.filter(({ name, id }) => name === verifier.name && id === verifier.id);
  for (const { signature } of own) {
    if (!verify(null, Buffer.from(text), verifier.publicKey, signature)) {
      throw malformedNote(`the signature of ${verifier.name}+${verifier.id} is wrong`);
    }
  }
  return own.length > 0;
}

function noteKey(name: string, privateKey: KeyObject): NoteKey {
  return { ...noteVerifier(name, createPublicKey(privateKey)), privateKey };
}

function noteVerifier(name: string, publicKey: KeyObject): NoteVerifier {
  if (!isNoteName(name)) throw new BegatError("invalid", 'name: a key needs a name without spaces and "+"');
  const key = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  return { name, id: hash("sha256", keyIdInput(name, key), "hex").slice(0, 8), publicKey };
}

function encodeKey(key: KeyObject, part: "x" | "d"): string {
  const bytes = Buffer.from(key.export({ format: "jwk" })[part] ?? "", "base64url");
  return Buffer.concat([Buffer.of(ED25519), bytes]).toString("base64");
}
