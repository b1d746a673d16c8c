import { BegatError, invalid } from "@begat/core";
import { halvesOf } from "../halves.ts";
import type { BatchMessage } from "../types.ts";

/** A message that waits: `body` goes to `path` as JSON. */
export interface MessageLine {
  readonly v: 1;
  readonly method: "POST";
  /** `/metadata/<message>` */
  readonly path: string;
  readonly body: object;
}

/** Bytes that wait: those of `blob`, which lie in the folder `blobs`, go to `path`. */
export interface BytesLine {
  readonly v: 1;
  readonly method: "PUT" | "POST";
  /** `/artifacts/sha256/<hex>`, or `/artifacts` for a tree */
  readonly path: string;
  readonly content_type: string;
  /** `sha256:<hex>` */
  readonly blob: string;
}

/** One request of the spool. */
export type SpoolLine = MessageLine | BytesLine;

const MESSAGE = /^\/metadata\/([a-z-]+)$/;
const BLOB = /^sha256:[0-9a-f]{64}$/;
const ARTIFACT = /^\/artifacts(?:\/sha256\/[0-9a-f]{64})?$/;

/**
 * Reads a line. Throws `invalid` for a text that is none, and `unavailable` for one of a later version, which waits
 * for a newer client.
 */
export function parseLine(text: string): SpoolLine {
  const line = parsed(text);
  if (line.v !== 1) {
    throw new BegatError(
      "unavailable",
      `the spool has a line of version ${line.v}; upgrade @begat/client to send it`,
    );
  }
  const path = String(line.path);
  if (line.method === "POST" && MESSAGE.test(path) && typeof line.body === "object" && line.body !== null) {
    return { v: 1, method: "POST", path, body: line.body };
  }
  const { content_type, blob } = line;
  const knownMethod = line.method === "PUT" || line.method === "POST";
  if (knownMethod && ARTIFACT.test(path) && typeof content_type === "string" && BLOB.test(String(blob))) {
    return { v: 1, method: line.method as "PUT" | "POST", path, content_type, blob: String(blob) };
  }
  throw invalid("line", "is no request that a spool may hold; see docs/spool.md");
}

/** The item of a batch that a line is. */
export function batchItemOf({ path, body }: MessageLine): BatchMessage {
  const [, name = ""] = MESSAGE.exec(path) ?? [];
  return { [name]: body } as unknown as BatchMessage;
}

/** A line about a run or a job run in two halves; none when it cannot be halved. */
export function halvesOfLine(line: MessageLine): readonly MessageLine[] {
  if (!/^\/metadata\/(?:job-)?run$/.test(line.path)) return [];
  const { run_id, id, ...said } = line.body as { readonly run_id?: string; readonly id?: string };
  return halvesOf(said).map((half) => ({ ...line, body: { run_id, id, ...half } }));
}

function parsed(text: string): Partial<Record<keyof BytesLine | keyof MessageLine, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch (cause) {
    throw Object.assign(invalid("line", "is not JSON"), { cause });
  }
  throw invalid("line", "is not a JSON object");
}
