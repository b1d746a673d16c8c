import { createHash } from "node:crypto";
import { basename, posix, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { canonicalize, formatId, type JsonValue, type NodeId } from "@begat/core";
import { datasetIdOf, normaliseUri } from "@begat/core/naming";
import type { Root } from "../files/root.ts";
import { Git } from "../git/git.ts";
import type { Remotes } from "./remotes.ts";

const ID_DIGITS = 24;
const URI = /^[a-z][a-z0-9+.-]*:\/\//i;

/** A dataset, and the URI by which other wires know it. */
interface Located {
  readonly id: NodeId;
  readonly uri: string;
}

/** The repository that DVC files lie in, and how things in it are named. */
export class Project {
  readonly root: Root;
  readonly git: Git | undefined;
  readonly remotes: Remotes;
  readonly #name: string;
  /** Where the imported folder is within the repository, as `a/b/`; empty when it is the repository. */
  readonly #prefix: string;
  readonly #top: string;

  constructor(
    root: Root,
    remotes: Remotes,
    repository: { readonly git: Git | undefined; readonly top: string; readonly name: string },
  ) {
    this.root = root;
    this.remotes = remotes;
    this.git = repository.git;
    this.#top = repository.top;
    this.#name = repository.name;
    const below = posix.relative(repository.top, root.path);
    this.#prefix = below === "" ? "" : `${below}/`;
  }

  /** The dataset at a path, which a file in `folder` of the project names. */
  dataset(path: string, folder: string): Located {
    const remote = this.remotes.resolve(path);
    if (URI.test(remote)) {
      const uri = normaliseUri(remote);
      return { id: datasetIdOf(uri), uri };
    }
    const absolute = resolve(this.root.path, folder, remote);
    const uri = normaliseUri(pathToFileURL(absolute).href);
    const within = posix.relative(this.#top, absolute);
    const outside = within === "" || within.startsWith("..");
    return {
      id: outside ? datasetIdOf(uri) : formatId({ kind: "Dataset", name: `${this.#name}/${within}` }),
      uri,
    };
  }

  /** The id of something that a file in `folder` names. */
  named(kind: "Job" | "Model", folder: string, name: string): NodeId {
    const path = posix.normalize(`${this.#prefix}${folder}/${name}`).replace(/^\/+/, "");
    return formatId({ kind, name: `${this.#name}/${path}` });
  }

  /** The id of an execution: the same for the same stage with the same inputs, settings and outputs. */
  execution(job: NodeId, locked: JsonValue): NodeId {
    const digest = createHash("sha256")
      .update(canonicalize([job, locked]))
      .digest("hex");
    return `jobrun:dvc-${digest.slice(0, ID_DIGITS)}`;
  }
}

/** The repository around a folder: its top, and its name by where it was cloned from. */
export async function repositoryOf(root: Root, name: string | undefined) {
  const git = new Git(root.path);
  const top = await git.top();
  const folder = top ?? root.path;
  const origin = top === undefined ? undefined : await git.origin();
  return {
    git: top === undefined ? undefined : git,
    top: folder,
    name: name ?? nameOf(origin) ?? basename(folder),
  };
}

/** `org/repo` of `git@github.com:org/repo.git` or `https://github.com/org/repo`. */
function nameOf(origin: string | undefined): string | undefined {
  const [, path] = /^(?:\w+:\/\/[^/]+\/|[^/:]+@?[^/:]*:)(.+?)(?:\.git)?\/?$/.exec(origin ?? "") ?? [];
  return path;
}
