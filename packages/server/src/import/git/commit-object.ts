/** What a commit says of itself. Instants in epoch milliseconds. */
export interface CommitObject {
  readonly sha: string;
  readonly author: string;
  readonly email: string;
  readonly authoredAt: number;
  readonly committedAt: number;
  readonly message: string;
  readonly parents: readonly string[];
}

/** What `git cat-file --batch` answered to one name: a commit, or why there is none. */
export type Answer = CommitObject | { readonly missing: string };

/** Takes the answers of `git cat-file --batch` apart, one for each name that was asked for. */
export function parseBatch(output: Buffer): readonly Answer[] {
  const answers: Answer[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    const [sha = "", type = "", size] = output.toString("utf8", at, end).split(" ");
    at = end + 1;
    if (size === undefined) {
      answers.push({
        missing: type === "ambiguous" ? "begins more than one object" : "is not in the repository",
      });
      continue;
    }
    const body = output.subarray(at, at + Number(size));
    at += Number(size) + 1;
    answers.push(type === "commit" ? parseCommit(sha, body) : { missing: `is a ${type}, not a commit` });
  }
  return answers;
}

const PERSON = /^(.*?) ?<([^>]*)> (\d+) [+-]\d{4}$/;

function parseCommit(sha: string, body: Buffer): CommitObject {
  const split = body.indexOf("\n\n");
  const headers = body.toString("utf8", 0, split < 0 ? body.length : split).split("\n");
  const of = (name: string) =>
    headers.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const [, author = "", email = "", authored = "0"] = PERSON.exec(of("author")[0] ?? "") ?? [];
  const [, , , committed = authored] = PERSON.exec(of("committer")[0] ?? "") ?? [];
  const message = split < 0 ? "" : decode(body.subarray(split + 2), of("encoding")[0]);
  const at = { authoredAt: Number(authored) * 1000, committedAt: Number(committed) * 1000 };
  return { sha, author, email, ...at, message: message.trim(), parents: of("parent") };
}

function decode(bytes: Uint8Array, encoding = "utf-8"): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
