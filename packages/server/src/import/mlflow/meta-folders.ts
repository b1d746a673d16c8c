import type { Field } from "../field.ts";
import { parseYaml } from "../files/parse.ts";
import type { Root } from "../files/root.ts";
import type { Labels } from "./store.ts";

export const META = "meta.yaml";
const MAX_LABEL = 1024 * 1024;

/** Reads the folders of an `mlruns` folder: a `meta.yaml`, and folders with a file for each label or metric. */
export class MetaFolders {
  readonly #root: Root;

  constructor(root: Root) {
    this.#root = root;
  }

  async meta(folder: string): Promise<Field> {
    const file = `${folder}/${META}`;
    return parseYaml(await this.#root.readText(file, MAX_LABEL), file);
  }

  /** The folders right below one that have a `meta.yaml`. */
  async foldersWithMeta(parent: string, except: readonly string[]): Promise<readonly string[]> {
    const names = (await this.#root.has(parent)) ? await this.#root.folders(parent) : [];
    const folders = names
      .filter((name) => !except.includes(name))
      .map((name) => (parent === "" ? name : `${parent}/${name}`));
    const found = await Promise.all(folders.map((folder) => this.#root.has(`${folder}/${META}`)));
    return folders.filter((_, index) => found[index]);
  }

  /** The names of the files below a folder: `auc/val` is a name. */
  async names(folder: string): Promise<readonly string[]> {
    if (!(await this.#root.has(folder))) return [];
    const names: string[] = [];
    for await (const path of this.#root.files(folder)) names.push(path.slice(folder.length + 1));
    return names;
  }

  async labels(folder: string): Promise<Labels> {
    const labels: [string, string][] = [];
    for (const name of await this.names(folder)) {
      labels.push([name, await this.#root.readText(`${folder}/${name}`, MAX_LABEL)]);
    }
    return Object.fromEntries(labels);
  }

  /** The lines of a file that say something. */
  async *lines(file: string): AsyncGenerator<string> {
    for (const line of (await this.#root.readText(file)).split("\n")) if (line.trim() !== "") yield line;
  }
}
