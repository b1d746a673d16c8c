import { type JsonValue, sameJson } from "@begat/core";
import { parseYaml } from "../files/parse.ts";
import type { Git, GitCommit } from "../git/git.ts";

const MOST_COMMITS = 200;

type Stages = Readonly<Record<string, unknown>>;

/** The history of a `dvc.lock`: which commit brought what it says of a stage. */
export class LockHistory {
  readonly #git: Git;
  readonly #path: string;
  readonly #versions = new Map<string, Promise<Stages>>();
  #commits: Promise<readonly GitCommit[]> | undefined;

  constructor(git: Git, path: string) {
    this.#git = git;
    this.#path = path;
  }

  /** The commit since which a stage has been locked as it is; undefined when no commit has it so. */
  async commitOf(stage: string, locked: JsonValue): Promise<GitCommit | undefined> {
    this.#commits ??= this.#git.commitsOf(this.#path, MOST_COMMITS);
    let found: GitCommit | undefined;
    for (const commit of await this.#commits) {
      const then = (await this.#stagesAt(commit.sha))[stage];
      if (then === undefined || !sameJson(then as JsonValue, locked)) break;
      found = commit;
    }
    return found;
  }

  #stagesAt(commit: string): Promise<Stages> {
    let stages = this.#versions.get(commit);
    if (stages === undefined) {
      stages = this.#git
        .run(["show", "--no-textconv", `${commit}:./${this.#path}`])
        .then((text) => parseYaml(text.toString("utf8"), this.#path).get("stages").members() ?? {})
        .catch(() => ({}));
      this.#versions.set(commit, stages);
    }
    return stages;
  }
}
