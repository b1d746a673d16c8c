import {
  BegatError,
  canonicalize,
  invalid,
  isObject,
  MAX_TREE_BYTES,
  TREE_HEAD,
  TREE_TAIL,
} from "@begat/core";
import { type Digest, parseDigest } from "./digest.ts";
import { badPath, checkTreePath } from "./tree-path.ts";

/** One file of a tree; `size` in bytes. */
export type TreeFile = { readonly path: string; readonly digest: Digest; readonly size: number };

/**
 * A folder as one artifact: `{"files":[{"digest","path","size"}],"tree":1}` in canonical JSON (RFC 8785),
 * files sorted by path in UTF-16 code units, as RFC 8785 sorts names. Its digest is that of these bytes.
 */
export interface Tree {
  readonly tree: 1;
  readonly files: readonly TreeFile[];
}

/** The most files a tree may have. */
export const MAX_TREE_FILES = 1_000_000;

/**
 * Writes the manifest of files given in any order. Throws `invalid` for a path that `checkTreePath` refuses, that comes
 * twice or that is also a folder of another; `too_large` beyond the limits.
 */
export function formatTree(files: readonly TreeFile[]): Uint8Array {
  checkCount(files.length);
  const sorted = files.map(checkFile).sort((a, b) => compare(a.path, b.path));
  checkPaths(sorted);
  const bytes = Buffer.from([...spell(sorted)].join(""));
  checkTreeSize(bytes.length);
  return bytes;
}

/** Reads a manifest. Throws as `formatTree` does, and `invalid` for bytes it would not have written. */
export function parseTree(bytes: Uint8Array): Tree {
  checkTreeSize(bytes.length);
  const text = decode(bytes);
  const files = filesOf(parseJson(text));
  if (!isSorted(files) || !isSpelled(text, files)) {
    throw invalid(
      "tree",
      "is not canonical; sort the files by path and write RFC 8785 JSON with no other members",
    );
  }
  checkPaths(files);
  return { tree: 1, files };
}

/** The canonical text of a tree in pieces, so that a large one need not be held twice. */
function* spell(files: readonly TreeFile[]): Generator<string> {
  yield TREE_HEAD;
  for (const [index, file] of files.entries()) yield (index === 0 ? "" : ",") + canonicalize(file);
  yield TREE_TAIL;
}

function isSpelled(text: string, files: readonly TreeFile[]): boolean {
  let at = 0;
  for (const piece of spell(files)) {
    if (!text.startsWith(piece, at)) return false;
    at += piece.length;
  }
  return at === text.length;
}

function isSorted(files: readonly TreeFile[]): boolean {
  return files.every((file, index) => index === 0 || compare(files[index - 1]?.path ?? "", file.path) <= 0);
}

/** Throws `too_large` for a manifest of more than MAX_TREE_BYTES. */
export function checkTreeSize(size: number): void {
  if (size <= MAX_TREE_BYTES) return;
  throw new BegatError(
    "too_large",
    `tree: the manifest has ${size} bytes, at most ${MAX_TREE_BYTES} are allowed; split the tree`,
  );
}

function checkCount(count: number): void {
  if (count <= MAX_TREE_FILES) return;
  throw new BegatError(
    "too_large",
    `files: the tree has ${count} files, at most ${MAX_TREE_FILES} are allowed; split the tree`,
  );
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new BegatError("invalid", "tree: the manifest is not UTF-8", { field: "tree" }, { cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BegatError("invalid", "tree: the manifest is not JSON", { field: "tree" }, { cause });
  }
}

function filesOf(manifest: unknown): readonly TreeFile[] {
  if (!isObject(manifest) || manifest.tree !== 1 || !Array.isArray(manifest.files)) {
    throw invalid("tree", 'must be {"files":[…],"tree":1}');
  }
  checkCount(manifest.files.length);
  return manifest.files.map((file: unknown, index) => {
    if (isObject(file) && typeof file.path === "string" && typeof file.digest === "string") {
      return checkFile({ path: file.path, digest: file.digest as Digest, size: file.size as number }, index);
    }
    throw invalid(`files[${index}]`, "must have a path, a digest and a size");
  });
}

function checkFile({ path, digest, size }: TreeFile, index: number): TreeFile {
  const field = `files[${index}]`;
  checkTreePath(path, field);
  const exact = parseDigest(digest, field);
  if (!Number.isSafeInteger(size) || size < 0)
    throw invalid(field, "its size must be a whole number of bytes");
  return { path, digest: exact, size };
}

function checkPaths(files: readonly TreeFile[]): void {
  const paths = new Set(files.map((file) => file.path));
  if (paths.size < files.length) {
    const twice = files.find((file, index) => file.path === files[index + 1]?.path);
    throw badPath(twice?.path ?? "", "comes twice", "files");
  }
  let checked = "";
  for (const { path } of files) {
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    if (folder !== checked) checkFolders(folder, paths);
    checked = folder;
  }
}

/** Refuses a file that is one of the folders of `path`, which ends with a slash or is empty. */
function checkFolders(path: string, paths: ReadonlySet<string>): void {
  for (let slash = path.indexOf("/"); slash > 0; slash = path.indexOf("/", slash + 1)) {
    const folder = path.slice(0, slash);
    if (paths.has(folder))
      throw badPath(folder, `is a file and also a folder of ${JSON.stringify(path.slice(0, 200))}`, "files");
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
