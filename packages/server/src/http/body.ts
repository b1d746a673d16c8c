import { isUtf8 } from "node:buffer";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { BegatError, invalid, type JsonValue, parseStrictJson } from "@begat/core";
import type { FastifyInstance, preParsingHookHandler } from "fastify";
import { hasNul } from "./nul.ts";

const MIB = 1024 * 1024;

/** The most bytes of one JSON body, and of one line of a batch. */
export const MAX_JSON = 8 * MIB;

/** The most bytes of a batch, after decompression. */
export const MAX_BATCH = 64 * MIB;

/** Parses the bytes of a JSON text strictly. Throws `invalid`, naming the field. */
export function readJson(bytes: Uint8Array): JsonValue {
  if (bytes.length === 0) throw invalid("body", "is empty; send JSON");
  if (!isUtf8(bytes)) throw invalid("body", "is not UTF-8");
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  const value = parseStrictJson(text);
  if (text.includes("\\u0000") && hasNul(value))
    throw invalid("body", "has a text with U+0000; leave that character out");
  return value;
}

/** Takes JSON bodies, and no others. */
export function takeJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer", bodyLimit: MAX_JSON },
    (request, body, done) => {
      // Clients that give every request a type have nothing to say beside the address of what they delete.
      if (request.method === "DELETE" && body.length === 0) return done(null, undefined);
      try {
        done(null, readJson(body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

/** Decompresses gzip bodies; the limits hold for what comes out, so that a small body cannot become a huge one. */
export const gunzipBody: preParsingHookHandler = (request, reply, payload, done) => {
  const encoding = request.headers["content-encoding"];
  if (encoding === undefined || encoding === "identity") return done(null, payload);
  if (encoding !== "gzip") {
    return done(
      new BegatError("invalid", "content-encoding: gzip is the only one that is read", {
        field: "content-encoding",
      }),
    );
  }
  const plain = createGunzip();
  // Fastify compares this with content-length.
  Object.defineProperty(plain, "receivedEncodedLength", { get: () => plain.bytesWritten });
  payload.on("error", (error) => plain.destroy(error));
  // Of a body that is refused nobody reads on, who would hear of what else is wrong with it.
  plain.on("error", () => {});
  reply.raw.once("close", () => plain.destroy());
  done(null, payload.pipe(plain));
};

/** Passes bodies of any type on as streams: their bytes are what is stored. */
export function takeBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (request, payload, done) => {
    const encoding = request.headers["content-encoding"];
    if (encoding === undefined || encoding === "identity") done(null, payload);
    else done(invalid("content-encoding", "is not undone here; send the bytes as they are to be stored"));
  });
}

/** Passes bodies of one type on as streams, decompressed. */
export function takeStream(app: FastifyInstance, type: string): void {
  app.removeContentTypeParser(type);
  app.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
}

/** All bytes of a stream. Throws `too_large` beyond the limit; `chunks` has what was read by then. */
export async function readAll(stream: Readable, limit = MAX_BATCH, chunks: Buffer[] = []): Promise<Buffer> {
  let size = 0;
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > limit) throw new BegatError("too_large", `body: has at most ${limit} bytes here; split it`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
