import { gzipSync } from "node:zlib";

/** The bytes of an answer, ready to be sent. */
export interface EncodedAnswer {
  readonly body: Uint8Array;
  readonly encoding?: "gzip";
}

/** Shorter texts are not worth compressing. */
export const COMPRESSED_FROM = 1024;

/** Encodes JSON text, compressed where that is taken and worth it: level 1 is a tenth of the time of making the text. */
export function encodeAnswer(text: string, takesGzip: boolean): EncodedAnswer {
  const body = Buffer.from(text);
  if (!takesGzip || body.length < COMPRESSED_FROM) return { body };
  return { body: gzipSync(body, { level: 1 }), encoding: "gzip" };
}
