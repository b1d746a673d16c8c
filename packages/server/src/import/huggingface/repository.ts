import { basename, dirname, posix, resolve } from "node:path";
import { BegatError, invalid } from "@begat/core";
import { Root } from "../files/root.ts";
import { Git } from "../git/git.ts";

export type RepositoryType = "model" | "dataset";

/** A repository of the Hugging Face hub on this machine. */
export interface Repository {
  /** `org/name` */
  readonly name: string;
  /** Undefined where only the card can tell. */
  readonly type: RepositoryType | undefined;
  /** The commit of the hub. */
  readonly revision: string | undefined;
  readonly root: Root;
  /** The path of the card within the root. */
  readonly card: string;
}

const CARD = "README.md";
/** A snapshot in the cache of the hub's client, whose files are links within the repository's folder. */
const CACHED = /^(.*\/(models|datasets)--([^/]+))\/snapshots\/([^/]+)(?:\/.*)?$/;
const HUB = /(?:huggingface\.co|hf\.co)[/:](datasets\/)?([^/]+\/[^/]+?|[^/]+?)(?:\.git)?\/?$/;

/** The repository of a card or of the folder it lies in: a clone, a snapshot in the cache, or any folder. */
export async function openRepository(
  place: string,
  said: { readonly name: string | undefined; readonly type: string | undefined },
): Promise<Repository> {
  const type = typeSaid(said.type);
  const path = resolve(place);
  const folder = basename(path).toLowerCase().endsWith(".md") ? dirname(path) : path;
  const card = folder === path ? CARD : basename(path);
  const [, cache, kind, cachedName = "", revision] = CACHED.exec(folder) ?? [];
  if (cache !== undefined && revision !== undefined) {
    return {
      name: said.name ?? cachedName.replace("--", "/"),
      type: type ?? (kind === "models" ? "model" : "dataset"),
      revision,
      root: await Root.open(cache),
      card: posix.join("snapshots", revision, card),
    };
  }
  const root = await Root.open(folder);
  if (!(await root.has(card)))
    throw new BegatError(
      "not_found",
      `${root.path}: has no ${card}; give a clone, a snapshot in the hub's cache, or a card`,
    );
  const git = new Git(root.path);
  const top = await git.top();
  const [, datasets, hubName] = HUB.exec((top === root.path ? await git.origin() : undefined) ?? "") ?? [];
  return {
    name: said.name ?? hubName ?? basename(root.path),
    type: type ?? (hubName === undefined ? undefined : datasets === undefined ? "model" : "dataset"),
    revision: hubName === undefined ? undefined : await git.line("rev-parse", "--verify", "HEAD"),
    root,
    card,
  };
}

function typeSaid(type: string | undefined): RepositoryType | undefined {
  if (type === undefined || type === "model" || type === "dataset") return type;
  throw invalid("type", `${type} is none; it is model or dataset`);
}
