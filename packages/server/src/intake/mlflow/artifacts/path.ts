import { invalidParameter } from "../refusals.ts";

const DECODINGS = 10;
const MAX_PATH = 1000;

/**
 * The path of an artifact below a root, out of what a client wrote. Throws MLflow's "Invalid path" for one that would
 * lead elsewhere, however often it was percent-encoded.
 */
export function safePath(written: string): string {
  const path = withoutSlash(decoded(written));
  const parts = path.split("/");
  const leadsAway = /[\\#;?\0]/.test(path) || /^(?:\/|[A-Za-z]:|[a-z][a-z0-9+.-]*:\/)/i.test(path);
  if (leadsAway || parts.some((part) => part === ".." || part === ".") || hasEmptyPart(path, parts))
    throw invalidParameter("Invalid path");
  if (Buffer.byteLength(path) > MAX_PATH)
    throw invalidParameter(`Invalid path: it has at most ${MAX_PATH} bytes`);
  return path;
}

function withoutSlash(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}

function hasEmptyPart(path: string, parts: readonly string[]): boolean {
  return path !== "" && parts.includes("");
}

/** Until nothing is left to decode: what hides behind two encodings is seen too. */
function decoded(written: string): string {
  let path = written;
  for (let i = 0; i < DECODINGS; i++) {
    const next = decode(path);
    if (next === path) return path;
    path = next;
  }
  throw invalidParameter("Invalid path");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
