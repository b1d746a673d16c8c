import type { ArtifactKeeper } from "./artifact-keeper.ts";
import { environmentOf } from "./environment.ts";
import { gitState } from "./git-state.ts";

/** What an execution ran with, as fields of its message. */
export interface Captured {
  readonly commit?: string;
  /** Where the commit came from. */
  readonly repository?: string;
  readonly dirty?: boolean;
  /** The artifact that holds the changes which are in no commit. */
  readonly diff?: string;
  readonly environment: Readonly<Record<string, unknown>>;
}

/** Captures the code and the environment in a folder; a diff is stored. */
export async function capture(cwd: string, keeper: ArtifactKeeper): Promise<Captured> {
  const [git, environment] = await Promise.all([gitState(cwd), environmentOf(cwd)]);
  if (git === undefined) return { environment };
  const { commit, dirty, diff, repository, untracked } = git;
  return {
    commit,
    dirty,
    ...(repository !== undefined && { repository }),
    ...(diff && { diff: await keeper.put(diff) }),
    environment: { ...environment, ...(untracked.length > 0 && { untracked }) },
  };
}
