import type { FastifyReply, FastifyRequest } from "fastify";
import type { Encoding, WebFile } from "./web-files.ts";

/** In the order in which they are chosen. */
const PREFERRED: readonly Encoding[] = ["br", "gzip"];

/** Answers with a file in the encoding that the client takes, or that what it has is still so. */
export function sendFile(request: FastifyRequest, reply: FastifyReply, file: WebFile): FastifyReply {
  const encoding = encodingFor(request.headers["accept-encoding"] ?? "", file);
  // Another encoding is another sequence of bytes, which a strong tag must tell apart.
  const etag = `"${file.etag}${encoding === undefined ? "" : `-${encoding}`}"`;
  reply.headers({ etag, vary: "accept-encoding" });
  if (isKnown(request.headers["if-none-match"], etag)) return reply.code(304).send();
  reply.type(file.type);
  if (encoding === undefined) return reply.send(file.bytes);
  return reply.header("content-encoding", encoding).send(file.compressed[encoding]);
}

function encodingFor(accepted: string, { compressed }: WebFile): Encoding | undefined {
  const taken = new Set(
    accepted
      .split(",")
      .map((part) => part.split(";").map((word) => word.trim()))
      .filter(([, weight = "q=1"]) => !/^q=0(?:\.0*)?$/.test(weight))
      .map(([name]) => name),
  );
  return PREFERRED.find((encoding) => taken.has(encoding) && compressed[encoding] !== undefined);
}

function isKnown(header: string | undefined, etag: string): boolean {
  return header?.split(",").some((known) => known.trim().replace(/^W\//, "") === etag) === true;
}
