import { type Checkpoint, checkOrigin, parseCheckpoint } from "./checkpoint-text.ts";
import { BegatError } from "./error.ts";
import { keyIdInput, malformedNote, parseNote, parseVerifierText } from "./note-text.ts";
import { sha256, toHex, utf8, webCrypto } from "./sha256.ts";

/**
 * Verifies a signed checkpoint with the verifier key of its log, as `openCheckpoint` does, wherever there is Web Crypto.
 * Throws `invalid` for what is malformed, of another log or not signed by the key; `unavailable` where the engine has
 * no Ed25519.
 */
export async function verifyCheckpoint(note: string, verifier: string): Promise<Checkpoint> {
  const parts = parseVerifierText(verifier);
  if (parts === undefined || toHex(await sha256(keyIdInput(parts.name, parts.key))).slice(0, 8) !== parts.id)
    throw new BegatError("invalid", "verifier key: not of the form <name>+<8 hex digits>+<base64>");
  const { text, signatures } = parseNote(note);
  const own = signatures.filter(({ name, id }) => name === parts.name && id === parts.id);
  if (own.length === 0) throw malformedNote("no signature by a known key");
  const key = await importKey(parts.key);
  for (const { signature } of own) {
    if (!(await webCrypto().verify("Ed25519", key, signature, utf8(text))))
      throw malformedNote(`the signature of ${parts.name}+${parts.id} is wrong`);
  }
  const checkpoint = parseCheckpoint(text);
  checkOrigin(checkpoint, parts);
  return checkpoint;
}

async function importKey(bytes: Uint8Array<ArrayBuffer>) {
  try {
    return await webCrypto().importKey("raw", bytes, "Ed25519", false, ["verify"]);
  } catch (cause) {
    if (cause instanceof BegatError) throw cause;
    const message = "this browser cannot check Ed25519 signatures; a newer one can, or begat ledger verify";
    throw new BegatError("unavailable", message, { lacks: "Ed25519" }, { cause });
  }
}
