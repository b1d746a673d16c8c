import { createHash } from "node:crypto";
import { type ColumnProfile, profile } from "./profile.ts";
import { formatTable, type Table } from "./table.ts";

/** A file by its path inside the working folder, its SHA-256 (64 hex digits) and its size in bytes. */
export interface FileRef {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

export interface DataFile extends FileRef {
  readonly bytes: Uint8Array;
}

/** A CSV file together with the table it holds and that table's statistics. */
export interface TableFile extends DataFile {
  readonly table: Table;
  readonly profile: readonly ColumnProfile[];
}

/** A JSON file together with its content. */
export interface JsonFile<T> extends DataFile {
  readonly content: T;
}

export function dataFile(path: string, bytes: Uint8Array): DataFile {
  return { path, bytes, size: bytes.byteLength, sha256: createHash("sha256").update(bytes).digest("hex") };
}

export function tableFile(path: string, table: Table): TableFile {
  return { ...dataFile(path, formatTable(table)), table, profile: profile(table) };
}

export function jsonFile<T>(path: string, content: T): JsonFile<T> {
  return { ...dataFile(path, Buffer.from(`${JSON.stringify(content, null, 1)}\n`)), content };
}

export function fileRef({ path, sha256, size }: FileRef): FileRef {
  return { path, sha256, size };
}
