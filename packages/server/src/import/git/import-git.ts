import type { BegatApi } from "@begat/client";
import { isInstant } from "@begat/core";
import { Root } from "../files/root.ts";
import { type Finding, fault, type ImportCall, left, message } from "../importer.ts";
import { type CommitObject, parseBatch } from "./commit-object.ts";
import { Git } from "./git.ts";

const AT_ONCE = 500;
const MAX_MESSAGE = 60_000;

/** Author, time and message of the commits that the record names. */
export async function* importGit({ place, record }: ImportCall): AsyncGenerator<Finding> {
  const git = new Git((await Root.open(place)).path);
  await git.run(["rev-parse", "--git-dir"]);
  const repository = await git.origin();
  const shas = await commitsNamed(await record());
  for (let from = 0; from < shas.length; from += AT_ONCE) {
    const group = shas.slice(from, from + AT_ONCE);
    const output = await git.run(["cat-file", "--batch"], group.map((sha) => `${sha}^{}\n`).join(""));
    for (const [index, answer] of parseBatch(output).entries()) {
      const sha = group[index] as string;
      if ("missing" in answer) yield left(`commit ${sha}`, answer.missing);
      else yield described(answer, repository);
    }
  }
}

/** Collected before anything is written: what is learnt of a commit moves it in the list. */
async function commitsNamed(record: BegatApi): Promise<readonly string[]> {
  const shas: string[] = [];
  for await (const { id } of record.find({ kind: "Commit" })) shas.push(id.slice("commit:".length));
  return shas.sort();
}

function described(commit: CommitObject, repository: string | undefined): Finding {
  const { sha, author, email, parents, authoredAt, committedAt } = commit;
  const place = `commit ${sha}`;
  if (!isInstant(committedAt) || !isInstant(authoredAt))
    return fault(place, "its time is beyond the year 9999");
  const props = {
    sha,
    ...(repository !== undefined && { repository }),
    author,
    email,
    authored_at: new Date(authoredAt).toISOString(),
    message: commit.message.slice(0, MAX_MESSAGE).toWellFormed(),
    parents,
  };
  return message(place, "node", { id: `commit:${sha}`, props, at: committedAt });
}
