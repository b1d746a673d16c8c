import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

const ENCODINGS = { br: ".br", gzip: ".gz" } as const;

/** How the bytes of a file are compressed. */
export type Encoding = keyof typeof ENCODINGS;

/** One file of the web app, as it is and as the build compressed it. */
export interface WebFile {
  readonly type: string;
  readonly etag: string;
  readonly bytes: Buffer;
  readonly compressed: Readonly<Partial<Record<Encoding, Buffer>>>;
}

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
  wasm: "application/wasm",
};

/**
 * The built web app, read once: it is small, and the page and its scripts stay of one build while a new one is made.
 * An address is looked up among the files, so that no path leads out of the folder.
 */
export class WebFiles {
  readonly #files: ReadonlyMap<string, WebFile>;

  private constructor(files: ReadonlyMap<string, WebFile>) {
    this.#files = files;
  }

  /** Reads a folder; one that is missing has no files. */
  static async open(folder: string): Promise<WebFiles> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
    const read = async (path: string) => [path, await readFile(join(folder, path))] as const;
    const contents = new Map(await Promise.all(paths.map(read)));
    const files = paths
      .filter((path) => !Object.values(ENCODINGS).some((ending) => path.endsWith(ending)))
      .map((path) => [path.split(sep).join("/"), fileOf(path, contents)] as const);
    return new WebFiles(new Map(files));
  }

  /** A file by its path, with plain slashes. */
  file(path: string): WebFile | undefined {
    return this.#files.get(path);
  }
}

function fileOf(path: string, contents: ReadonlyMap<string, Buffer>): WebFile {
  const bytes = contents.get(path) as Buffer;
  const compressed = Object.entries(ENCODINGS).flatMap(([encoding, ending]) => {
    const found = contents.get(`${path}${ending}`);
    return found === undefined ? [] : [[encoding, found] as const];
  });
  return {
    type: TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream",
    etag: createHash("sha256").update(bytes).digest("base64url").slice(0, 22),
    bytes,
    compressed: Object.fromEntries(compressed),
  };
}
