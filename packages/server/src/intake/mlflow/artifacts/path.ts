import { invalidParameter } from "../refusals.ts";
import { unquoted } from "../unquoted.ts";

const MAX_PATH = 1000;

/**
 * The path of an artifact below a root, out of what a client wrote. Throws MLflow's "Invalid path" for one that would
 * lead elsewhere, however often it was percent-encoded.
 */
export function safePath(written: string): string {
  const decoded = unquoted(written);
  if (decoded === undefined) throw invalidParameter("Invalid path");
  const path = withoutSlash(decoded);
  const parts = path.split("/");
  const leadsAway = /[\\#;?\0]/.test(path) || /^(?:\/|[A-Za-z]:|[a-z][a-z0-9+.-]*:\/)/i.test(path);
  if (leadsAway || parts.some((part) => part === ".." || part === ".") || hasEmptyPart(path, parts))
    throw invalidParameter("Invalid path");
  if (Buffer.byteLength(path) > MAX_PATH)
    throw invalidParameter(`Invalid path: it has at most ${MAX_PATH} bytes`);
  return path;
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

function hasEmptyPart(path: string, parts: readonly string[]): boolean {
  return path !== "" && parts.includes("");
}
