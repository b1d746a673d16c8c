import { constants } from "node:fs";
import { lstat, open, readdir, realpath } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { BegatError, invalid } from "@begat/core";

const MAX_TEXT = 256 * 1024 * 1024;
const MAX_FILES = 1_000_000;

/** A folder that is imported: nothing outside it is read, whatever a path or a link in it says. */
export class Root {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Throws the system's error when there is no such folder. */
  static async open(folder: string): Promise<Root> {
    const path = await realpath(folder);
    if (!(await lstat(path)).isDirectory()) throw invalid(folder, "is not a folder");
    return new Root(path);
  }

  /** The absolute path of a file within. Throws `invalid` for one that leads out, by dots or by a link. */
  async within(path: string): Promise<string> {
    if (path.includes("\0")) throw invalid("path", "must not contain the NUL character");
    const plain = resolve(this.path, path);
    this.#check(plain, path);
    const real = await realpath(plain);
    this.#check(real, path);
    return real;
  }

  /** Reads a text file. Throws `too_large` for one over the limit and `invalid` for what is no regular file. */
  async readText(path: string, limit = MAX_TEXT): Promise<string> {
    return (await this.readBytes(path, limit)).toString("utf8").replace(/^\ufeff/, "");
  }

  async readBytes(path: string, limit = MAX_TEXT): Promise<Buffer> {
    // A pipe would wait for its writer.
    const file = await open(await this.within(path), constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const found = await file.stat();
      if (!found.isFile()) throw invalid(path, "is not a regular file");
      if (found.size > limit) {
        throw new BegatError("too_large", `${path}: has ${found.size} bytes; at most ${limit} are read`);
      }
      return await file.readFile();
    } finally {
      await file.close();
    }
  }

  /** Whether there is something at a path within. */
  async has(path: string): Promise<boolean> {
    return this.within(path).then(
      () => true,
      () => false,
    );
  }

  /** The files below a folder within, as paths with `/`, in order. Links are not followed; `enter` may leave folders out. */
  async *files(
    below = "",
    enter: (name: string, path: string) => boolean = () => true,
  ): AsyncGenerator<string> {
    let count = 0;
    const folders = [below];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      const entries = await readdir(await this.within(folder), { withFileTypes: true });
      entries.sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const entry of entries) {
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        count += 1;
        if (count > MAX_FILES) {
          throw new BegatError("too_large", `${this.path}: has more than ${MAX_FILES} files; import a part`);
        }
        if (entry.isFile()) yield path;
        else if (entry.isDirectory() && enter(entry.name, path)) folders.push(path);
      }
    }
  }

  /** The names of the folders right below a folder within, in order; links are left out. */
  async folders(below: string): Promise<readonly string[]> {
    const entries = await readdir(await this.within(below), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  }

  /** The path of a file as it is within, with `/`. */
  relative(path: string): string {
    return relative(this.path, path).split(sep).join("/");
  }

  #check(path: string, said: string): void {
    const way = relative(this.path, path);
    if (way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way))
      throw invalid(said, `leads out of ${join(this.path, sep)}`);
  }
}
