import { BegatError, invalid } from "@begat/core";
import type { FastifyRequest } from "fastify";

const MAX_LENGTH = 4000;

/**
 * The id that is the rest of a path, as the caller wrote it. Ids hold percent signs of their own, so there are two
 * ways: the id as it is, its colon plain (`/nodes/ds:my%20data`), or the whole of it through `encodeURIComponent`
 * (`/nodes/ds%3Amy%2520data`). The colon tells them apart.
 */
export function pathId(request: FastifyRequest, prefix: string, suffix = ""): string {
  const raw = restOfPath(request.raw.url ?? "", prefix);
  const rest = suffix === "" ? raw : withoutSuffix(raw, suffix);
  if (rest === "" || rest.length > MAX_LENGTH)
    throw invalid("id", "is missing or too long; write it after the last slash");
  const id = rest.includes(":") ? rest : decode(rest);
  if (id.includes("\0")) throw invalid("id", "has a NUL character");
  return id;
}

/** What follows a prefix in an address, percent-encoded as it came; the prefix itself needs no encoding. */
export function restOfPath(url: string, prefix: string): string {
  if (!url.startsWith(prefix))
    throw new BegatError("not_found", `there is nothing at this address; it begins with ${prefix}`);
  const query = url.indexOf("?");
  return url.slice(prefix.length, query < 0 ? undefined : query);
}

function withoutSuffix(rest: string, suffix: string): string {
  if (rest.endsWith(suffix)) return rest.slice(0, -suffix.length);
  throw new BegatError("not_found", `there is nothing at this address; it ends in ${suffix}`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid("id", "is not percent-encoded UTF-8");
  }
}
