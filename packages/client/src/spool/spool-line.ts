import { BegatError } from "@begat/core";

/** One request that waits, as a line of a segment. */
export interface SpoolLine {
  readonly v: 1;
  readonly method: "POST" | "PUT";
  readonly path: string;
  /** The content type, where it is not `application/json`. */
  readonly type?: string;
  /** JSON; for `PUT /artifacts/sha256/<hex>` it is left out, and the bytes lie beside the segment. */
  readonly body?: unknown;
}

/** The bytes of a line, its end included. */
export function formatLine(line: object): Buffer {
  return Buffer.from(`${JSON.stringify(line)}\n`);
}

/** Reads a line. Throws `invalid` for what no version of the format knows. */
export function parseLine(text: string): SpoolLine {
  const line = parsed(text) as Partial<SpoolLine> | undefined | null;
  if (line?.v === 1 && typeof line.path === "string" && (line.method === "POST" || line.method === "PUT")) {
    return line as SpoolLine;
  }
  throw new BegatError("invalid", `spool: ${text.slice(0, 100)} is no line of version 1; update the client`, {
    field: "spool",
  });
}

/** The hex of the artifact that a line puts; undefined for other lines. */
export function artifactOf({ method, path }: SpoolLine): string | undefined {
  return method === "PUT" ? /^\/artifacts\/sha256\/([0-9a-f]{64})$/.exec(path)?.[1] : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
