import type { Root } from "../files/root.ts";

/** The remotes of `.dvc/config`: where the content of outputs is stored. */
export class Remotes {
  readonly #urls: ReadonlyMap<string, string>;
  readonly #main: string | undefined;

  private constructor(urls: ReadonlyMap<string, string>, main: string | undefined) {
    this.#urls = urls;
    this.#main = main;
  }

  static async read(root: Root): Promise<Remotes> {
    const text = (await root.has(".dvc/config")) ? await root.readText(".dvc/config", 1024 * 1024) : "";
    const urls = new Map<string, string>();
    let main: string | undefined;
    let section = "";
    for (const line of text.split("\n")) {
      section = /^\s*\[(.+)\]\s*$/.exec(line)?.[1] ?? section;
      const [, key, value = ""] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      const [, remote] = /^'?remote "(.+)"'?$/.exec(section) ?? [];
      if (remote !== undefined && key === "url") urls.set(remote, value);
      if (section === "core" && key === "remote") main = value;
    }
    return new Remotes(urls, main);
  }

  /** A path such as `remote://store/file` by the URL of its remote. */
  resolve(path: string): string {
    const [, name = "", rest] = /^remote:\/\/([^/]+)\/(.*)$/.exec(path) ?? [];
    const url = rest === undefined ? undefined : this.#urls.get(name);
    return url === undefined ? path : `${url.replace(/\/$/, "")}/${rest}`;
  }

  /** Where the content with a hash is stored: DVC 3 has the name of the hash in the path. */
  locationOf(md5: string, remote: string | undefined, isDvc3: boolean): string | undefined {
    const url = this.#urls.get(remote ?? this.#main ?? "");
    if (url === undefined) return undefined;
    const folder = isDvc3 ? "files/md5/" : "";
    return `${url.replace(/\/$/, "")}/${folder}${md5.slice(0, 2)}/${md5.slice(2)}`;
  }
}
