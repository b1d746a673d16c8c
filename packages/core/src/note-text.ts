import { BegatError } from "./error.ts";
import { isWellFormed } from "./json-text.ts";
import { toHex } from "./sha256.ts";

const ED25519 = 0x01;
const KEY_LENGTH = 32;
const MAX_SIGNATURES = 100;

/** A signature as it stands in a note, unchecked. */
export interface SignatureLine {
  readonly name: string;
  /** The key id, 8 hex digits. */
  readonly id: string;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/**
 * Takes a signed note apart, and checks nothing but its form (C2SP signed-note, Format). The text ends in a newline.
 * Throws `invalid` for what is no note.
 */
export function parseNote(note: string): {
  readonly text: string;
  readonly signatures: readonly SignatureLine[];
} {
  const end = note.lastIndexOf("\n\n") + 1;
  const text = note.slice(0, end);
  if (!isNoteText(note) || !isNoteText(text)) throw malformedNote("no text, blank line and signatures in it");
  const lines = note.slice(end + 1, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) throw malformedNote(`more than ${MAX_SIGNATURES} signatures`);
  return { text, signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): SignatureLine {
  const [dash, name = "", encoded = "", ...rest] = line.split(" ");
  const bytes = decodeBase64(encoded);
  if (dash !== "—" || !isNoteName(name) || bytes === undefined || bytes.length < 5 || rest.length > 0) {
    throw malformedNote("a signature line is not of the form — <name> <base64>");
  }
  return { name, id: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

/** A verifier key taken apart, its id unchecked; undefined for what is not of its form. */
export function parseVerifierText(
  text: string,
): { readonly name: string; readonly id: string; readonly key: Uint8Array<ArrayBuffer> } | undefined {
  const [name = "", id = "", ...encoded] = text.split("+");
  const key = decodeKey(encoded.join("+"));
  return key === undefined || !isNoteName(name) ? undefined : { name, id, key };
}

/** What the id of a key is the beginning of the SHA-256 of: name ‖ 0x0A ‖ 0x01 ‖ public key. */
export function keyIdInput(name: string, key: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${name}\n`);
  return Uint8Array.from([...head, ED25519, ...key]);
}

/** The key behind its mark for Ed25519, from base64; undefined for anything else. */
export function decodeKey(encoded: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = decodeBase64(encoded);
  return bytes?.length === 1 + KEY_LENGTH && bytes[0] === ED25519 ? bytes.subarray(1) : undefined;
}

/** The bytes of canonical base64 (RFC 4648, section 4), undefined for anything else. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  try {
    const binary = atob(text);
    return btoa(binary) === text ? Uint8Array.from(binary, (char) => char.charCodeAt(0)) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a name is fit for a signature line: not empty, no space, no "+". */
export function isNoteName(name: string): boolean {
  return /^[^\p{White_Space}+]+$/u.test(name) && isNoteText(`${name}\n`);
}

/** Whether a text ends in a newline and has no other control characters. */
export function isNoteText(text: string): boolean {
  if (!text.endsWith("\n") || !isWellFormed(text)) return false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x20 && c !== 0x0a) return false;
  }
  return true;
}

export function malformedNote(problem: string): BegatError {
  return new BegatError("invalid", `note: ${problem}`);
}
