import { outputOf } from "./command.ts";

const UNTRACKED_NAMED = 100;

/** The version of the code in a folder. */
export interface GitState {
  readonly commit: string;
  /** Whether there are changes in no commit, or files that git does not know. */
  readonly dirty: boolean;
  /** Changes of known files, for `git apply`; undefined when there are none. */
  readonly diff: Uint8Array<ArrayBuffer> | undefined;
  /** Files that git does not know, by name; at most 100. Their content is not captured. */
  readonly untracked: readonly string[];
  /** Where it came from, without user name and password. */
  readonly repository: string | undefined;
}

/** Reads the version of the code in a folder; undefined without git, a repository or a commit. */
export async function gitState(cwd: string): Promise<GitState | undefined> {
  const commit = await text(cwd, "rev-parse", "--verify", "HEAD");
  if (commit === undefined) return undefined;
  const [diff, untracked, remote] = await Promise.all([
    outputOf("git", ["diff", "HEAD", "--binary", "--no-color", "--no-ext-diff", "--no-textconv"], cwd),
    text(cwd, "ls-files", "--others", "--exclude-standard", "-z", ":/"),
    text(cwd, "config", "--get", "remote.origin.url"),
  ]);
  const names = (untracked ?? "").split("\0").filter((name) => name !== "");
  return {
    commit,
    dirty: diff === undefined || diff.length > 0 || names.length > 0,
    diff: diff === undefined || diff.length === 0 ? undefined : new Uint8Array(diff),
    untracked: names.slice(0, UNTRACKED_NAMED),
    repository: remote === undefined || remote === "" ? undefined : withoutSecrets(remote),
  };
}

/** A remote's URL without user, password, query and fragment; `git@host:path` and paths as they are. */
function withoutSecrets(remote: string): string {
  return remote.replace(/^([a-z][\w+.-]*:\/\/)(?:[^/]*@)?([^?#]*).*$/is, "$1$2");
}

async function text(cwd: string, ...args: readonly string[]): Promise<string | undefined> {
  return (await outputOf("git", args, cwd))?.toString().trim();
}
