import { BegatError } from "./error.ts";

const UTF8 = new TextEncoder();

/** The text as UTF-8. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return UTF8.encode(text);
}

/** SHA-256 of parts, one behind the other, by the engine's Web Crypto: it is in browsers as in Node. */
export async function sha256(...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await webCrypto().digest("SHA-256", bytes));
}

/** Throws `unavailable`, with `details.lacks`, on a page that came by plain HTTP from another machine: browsers keep it from there. */
export function webCrypto(): typeof crypto.subtle {
  const { subtle } = globalThis.crypto;
  if (subtle !== undefined) return subtle;
  throw new BegatError(
    "unavailable",
    "a browser checks proofs only on pages that came by https or from this machine; open the page so, or run begat ledger verify",
    { lacks: "crypto.subtle" },
  );
}

export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
