const DECODINGS = 20;
const ENCODED = /(?:%[0-9a-f]{2})+/gi;

/**
 * A text until nothing in it is left to decode: what hides behind two encodings is seen too. As in Python, a percent sign that
 * encodes nothing stays, so that it hides nothing beside it. Undefined where there is no end to it.
 */
export function unquoted(text: string): string | undefined {
  let plain = text;
  for (let i = 0; i < DECODINGS; i++) {
    const next = plain.replace(ENCODED, decode);
    if (next === plain) return plain;
    plain = next;
  }
  return undefined;
}

function decode(encoded: string): string {
  return Buffer.from(encoded.replaceAll("%", ""), "hex").toString();
}
