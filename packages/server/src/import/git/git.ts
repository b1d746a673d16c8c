import { spawn } from "node:child_process";
import { BegatError } from "@begat/core";

const MAX_OUTPUT = 256 * 1024 * 1024;

/** What the objects of a foreign repository must not do: fetch what is missing, ask for passwords, replace one another. */
const QUIET = {
  GIT_NO_LAZY_FETCH: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_NO_REPLACE_OBJECTS: "1",
};

/** A commit, and when it was made, as an RFC 3339 instant. */
export interface GitCommit {
  readonly sha: string;
  readonly at: string;
}

/** A repository's own settings can name programs that git would run. */
const OWN_WAYS = ["-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "gpg.program=false"];

/** A git repository on this machine; only its objects, references and configuration are read. */
export class Git {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What a command of git writes. Throws `invalid` with git's own reason. */
  async run(args: readonly string[], input = ""): Promise<Buffer> {
    const child = spawn("git", ["-C", this.#folder, ...OWN_WAYS, ...args], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LC_ALL: "C", ...QUIET },
      stdio: ["pipe", "pipe", "pipe"],
    });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    // A git that ends early closes its input; its exit code says why.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    const [out, err, code] = await Promise.all([all(child.stdout), all(child.stderr), ended]);
    if (code === 0) return out;
    const [why = "failed"] = err.toString().trim().split("\n");
    throw new BegatError("invalid", `git ${args[0]}: ${why}`);
  }

  /** The first line that a command writes; undefined when it fails or writes nothing. */
  async line(...args: readonly string[]): Promise<string | undefined> {
    try {
      const [line = ""] = (await this.run(args)).toString().split("\n");
      return line === "" ? undefined : line;
    } catch {
      return undefined;
    }
  }

  /** The top folder of the working tree. */
  top(): Promise<string | undefined> {
    return this.line("rev-parse", "--show-toplevel");
  }

  /** Where the repository came from, without user name and password. */
  async origin(): Promise<string | undefined> {
    const url = await this.line("config", "--get", "remote.origin.url");
    return url?.replace(/^(\w+:\/\/)[^/@]*@/, "$1");
  }

  /** The commits that changed a file, newest first. */
  async commitsOf(path: string, limit: number): Promise<readonly GitCommit[]> {
    const text = await this.run(["log", `-${limit}`, "--format=%H %cI", "--", path]).catch(() => "");
    return text
      .toString()
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => ({ sha: line.slice(0, line.indexOf(" ")), at: line.slice(line.indexOf(" ") + 1) }));
  }

  /** The commit that last changed a file, when the file is as that commit left it. */
  async commitOf(path: string): Promise<GitCommit | undefined> {
    const [commit] = await this.commitsOf(path, 1);
    if (commit === undefined) return undefined;
    const committed = await this.line("rev-parse", "--verify", "--quiet", `HEAD:./${path}`);
    const now = await this.line("hash-object", "--no-filters", "--", path);
    return committed === now ? commit : undefined;
  }
}

async function all(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MAX_OUTPUT) throw new BegatError("too_large", `git: wrote more than ${MAX_OUTPUT} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
