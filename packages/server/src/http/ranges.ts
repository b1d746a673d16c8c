import { invalid } from "@begat/core";
import type { ByteRange } from "../artifacts/port.ts";

/** The part of an upload that a request carries: from `start`, of `total` bytes; from `total` on it carries none. */
export interface UploadPart {
  readonly start: number;
  readonly total: number;
}

/**
 * Reads `Content-Range: bytes 0-99/200` of an upload (RFC 9110, section 14.4); undefined when the header is missing.
 * An upload whose bytes have all arrived is finished by a request without bytes: `bytes 200-199/200`,
 * or a star in place of the range.
 */
export function uploadPart(header: string | undefined): UploadPart | undefined {
  if (header === undefined) return undefined;
  const whole = /^bytes \*\/(\d{1,15})$/.exec(header)?.[1];
  if (whole !== undefined) return { start: Number(whole), total: Number(whole) };
  const [, start, end, total] = (/^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header) ?? []).map(Number);
  if (start !== undefined && end !== undefined && total !== undefined && end < total) {
    if (start <= end || (start === total && end === total - 1)) return { start, total };
  }
  throw invalid(
    "content-range",
    "must be bytes <first>-<last>/<size of the whole>, such as bytes 0-99/200, or bytes */<size> to finish",
  );
}

/**
 * The bytes that `Range: bytes=…` asks for (RFC 9110, section 14.2): undefined for all of them, as without the header
 * and for headers of another form or with several ranges; `"unsatisfiable"` when none of them is there.
 */
export function requestedRange(
  header: string | undefined,
  size: number,
): Required<ByteRange> | "unsatisfiable" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  if (first !== "" && last !== "" && Number(first) > Number(last)) return undefined;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
  return start < end ? { start, end } : "unsatisfiable";
}
