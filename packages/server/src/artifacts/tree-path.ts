import { type BegatError, invalid, isWellFormed } from "@begat/core";

const MAX_PATH_BYTES = 4000;
const MAX_NAME_BYTES = 255;
const DRIVE = /^[A-Za-z]:/;
const EMPTY = /\/(?:\/|$)/;
const DOTS = /(?:^|\/)\.\.?(?:\/|$)/;

/**
 * Checks the path of a tree member: segments joined by `/`, at most 255 bytes each and 4,000 together.
 * Throws `invalid`, naming `field`, for a path that is absolute, climbs (`..`), is written in more than one way
 * (empty and `.` segments) or that no file can have (NUL, backslash, ill-formed Unicode).
 */
export function checkTreePath(path: string, field = "path"): void {
  const fault = faultOf(path);
  if (fault !== undefined) throw badPath(path, fault, field);
}

/** The error for a member path: shows its beginning and says what is wrong. */
export function badPath(path: string, fault: string, field: string): BegatError {
  return invalid(field, `${JSON.stringify(path.slice(0, 200))} ${fault}`);
}

function faultOf(path: string): string | undefined {
  if (path === "") return "is empty; name a file";
  if (path.startsWith("/") || DRIVE.test(path)) return "is absolute; write it relative to the folder";
  if (path.includes("\\")) return "has a backslash; join folders with /";
  if (path.includes("\0")) return "has a NUL character";
  if (!isWellFormed(path)) return "is not well-formed Unicode";
  if (EMPTY.test(path)) return "has an empty segment; write single slashes and none at the end";
  if (DOTS.test(path)) return 'has a segment "." or ".."; write where the file is';
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return `is longer than ${MAX_PATH_BYTES} bytes`;
  return path.split("/").some(isLong) ? `has a name over ${MAX_NAME_BYTES} bytes` : undefined;
}

function isLong(name: string): boolean {
  return Buffer.byteLength(name) > MAX_NAME_BYTES;
}
