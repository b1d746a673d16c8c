import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Digest } from "../../artifacts/digest.ts";
import { finishHash, hashStream } from "../../artifacts/disk.ts";
import type { TreeFile } from "../../artifacts/tree.ts";
import type { Connection } from "../connection/connection.ts";
import { count, showSize } from "../render/value.ts";
import { addressOf, RemoteArtifacts } from "./remote-artifacts.ts";
import { walkFolder } from "./walk-folder.ts";

/** What was put: a file, or a folder as a tree of files. `size` is in bytes of all files. */
export interface Uploaded {
  readonly id: Digest;
  readonly size: number;
  readonly files?: number;
  /** How many files the server had not had before. */
  readonly stored: number;
}

type Progress = (text: string) => void;

const PART = 64 * 1024 * 1024;

/** Puts a file, or a folder as a tree. What the server has is not sent again, and a broken upload goes on where it stood. */
export async function upload(connection: Connection, path: string, progress: Progress): Promise<Uploaded> {
  if ((await stat(path)).isDirectory()) return uploadFolder(connection, path, progress);
  const { id, size, sent } = await uploadFile(connection, path, progress);
  return { id, size, stored: sent ? 1 : 0 };
}

async function uploadFolder(connection: Connection, folder: string, progress: Progress): Promise<Uploaded> {
  const found = await walkFolder(folder);
  const files: TreeFile[] = [];
  let stored = 0;
  for (const { file, path } of found) {
    progress(`${count(files.length, "file")} of ${found.length}: ${path}`);
    const { id, size, sent } = await uploadFile(connection, file, () => {});
    files.push({ path, digest: id, size });
    if (sent) stored += 1;
  }
  const headers = { "content-type": "application/vnd.begat.tree+json" };
  const answer = await connection.send("POST", "/artifacts", { headers, body: JSON.stringify({ files }) });
  const { id } = (await answer.json()) as { readonly id: Digest };
  return { id, size: files.reduce((sum, { size }) => sum + size, 0), files: files.length, stored };
}

interface Sent {
  readonly id: Digest;
  readonly size: number;
  /** False when the server had it. */
  readonly sent: boolean;
}

async function uploadFile(connection: Connection, file: string, progress: Progress): Promise<Sent> {
  progress(`${file}: hashing`);
  const { id, size } = await hashFile(file);
  if ((await new RemoteArtifacts(connection).stat(id)) !== undefined) return { id, size, sent: false };
  if (size <= PART) await put(connection, id, file, undefined, size);
  else await putParts(connection, id, file, size, progress);
  return { id, size, sent: true };
}

/** The hash and size of a file. */
export async function hashFile(file: string): Promise<{ readonly id: Digest; readonly size: number }> {
  const running = await hashStream(createReadStream(file));
  return { id: finishHash(running), size: running.size };
}

async function putParts(connection: Connection, id: Digest, file: string, size: number, progress: Progress): Promise<void> {
  let { offset } = await connection.get<{ readonly offset: number }>(`${addressOf(id)}/partial`);
  while (offset < size) {
    progress(`${file}: ${showSize(offset)} of ${showSize(size)}`);
    const end = Math.min(size, offset + PART);
    await put(connection, id, file, offset, end, size);
    offset = end;
  }
}

async function put(
  connection: Connection,
  id: Digest,
  file: string,
  start: number | undefined,
  end: number,
  total = end,
): Promise<void> {
  const bytes = createReadStream(file, start === undefined ? {} : { start, end: end - 1 });
  const range = start === undefined ? {} : { "content-range": `bytes ${start}-${end - 1}/${total}` };
  const init = { headers: { "content-type": "application/octet-stream", ...range }, duplex: "half" };
  const answer = await connection.send("PUT", addressOf(id), { ...init, body: Readable.toWeb(bytes) } as RequestInit);
  await answer.arrayBuffer();
}
