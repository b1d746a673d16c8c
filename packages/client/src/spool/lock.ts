import { link, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { sortableId } from "../sortable-id.ts";
import { ignoreMissing } from "./durable.ts";

const REFRESH_MS = 10_000;
const STALE_MS = 10 * 60_000;

interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly token: string;
}

/** Who sends what waits: a file with its host, pid and a token, touched every 10 seconds. */
export class Lock {
  readonly #path: string;
  readonly #token: string;
  readonly #refresh: NodeJS.Timeout;

  private constructor(path: string, token: string) {
    this.#path = path;
    this.#token = token;
    this.#refresh = setInterval(() => {
      const now = new Date();
      // Where it is gone, isMine says so before the next request.
      utimes(path, now, now).catch(() => undefined);
    }, REFRESH_MS).unref();
  }

  /** Takes the lock, through a file in `temporaries`; undefined while another holds it. A holder that ended, or did not touch it for 10 minutes, lost it. */
  static async take(path: string, temporaries: string): Promise<Lock | undefined> {
    const token = sortableId();
    const temporary = join(temporaries, `${token}-lock`);
    if (await create(path, token, temporary)) return new Lock(path, token);
    if (await isHeld(path)) return undefined;
    await rm(path, { force: true });
    return (await create(path, token, temporary)) ? new Lock(path, token) : undefined;
  }

  /** Whether nobody has taken it since. */
  async isMine(): Promise<boolean> {
    return (await holderOf(this.#path))?.token === this.#token;
  }

  async release(): Promise<void> {
    clearInterval(this.#refresh);
    if (await this.isMine()) await rm(this.#path, { force: true });
  }
}

/** Makes the lock with its content at one go: a link to a file that is written already. */
async function create(path: string, token: string, temporary: string): Promise<boolean> {
  const holder: Holder = { host: hostname(), pid: process.pid, token };
  await writeFile(temporary, JSON.stringify(holder), { mode: 0o600 });
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function isHeld(path: string): Promise<boolean> {
  const found = await stat(path).catch(ignoreMissing);
  if (found === undefined || Date.now() - found.mtimeMs > STALE_MS) return false;
  const holder = await holderOf(path);
  return holder === undefined || holder.host !== hostname() || isAlive(holder.pid);
}

/** Who holds it; undefined when nobody does, or when another tool made it. */
async function holderOf(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, "utf8").catch(ignoreMissing);
  try {
    return JSON.parse(text ?? "") as Holder;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
