import type { HeldFile } from "./held-file.ts";

/** A folder or a file in a tree of files, with what is needed to draw it as one line. */
export interface TreeRow {
  readonly path: string;
  readonly name: string;
  /** From 1 on, at the top. */
  readonly level: number;
  /** Its place among those in the same folder, from 1 on, and how many these are. */
  readonly position: number;
  readonly siblings: number;
  /** Undefined for a folder. */
  readonly file: HeldFile | undefined;
  readonly isOpen: boolean;
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: { readonly name: string; readonly file: HeldFile }[];
}

const newFolder = (): Folder => ({ folders: new Map(), files: [] });

/** The lines of a tree in which some folders are open: folders first, each group by name. */
export function treeRows(files: readonly HeldFile[], open: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  addRows(rows, folderOf(files), "", 1, open);
  return rows;
}

/** The folders that a path lies in: `a/b/c` lies in `a` and `a/b`. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function folderOf(files: readonly HeldFile[]): Folder {
  const root = newFolder();
  for (const file of files) {
    const parts = file.path.split("/");
    const name = parts.pop() as string;
    let folder = root;
    for (const part of parts) {
      const next = folder.folders.get(part) ?? newFolder();
      folder.folders.set(part, next);
      folder = next;
    }
    folder.files.push({ name, file });
  }
  return root;
}

function addRows(
  rows: TreeRow[],
  { folders, files }: Folder,
  above: string,
  level: number,
  open: ReadonlySet<string>,
): void {
  const siblings = folders.size + files.length;
  let position = 0;
  for (const [name, folder] of [...folders].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = `${above}${name}`;
    const isOpen = open.has(path);
    rows.push({ path, name, level, position: ++position, siblings, file: undefined, isOpen });
    if (isOpen) addRows(rows, folder, `${path}/`, level + 1, open);
  }
  for (const { name, file } of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    rows.push({ path: file.path, name, level, position: ++position, siblings, file, isOpen: false });
  }
}
