import { open, readFile, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
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

  /** Takes the lock; undefined while another holds it. A holder that ended, or did not touch it for 10 minutes, lost it. */
  static async take(path: string): Promise<Lock | undefined> {
    const token = sortableId();
    if (await create(path, token)) return new Lock(path, token);
    if (await isHeld(path)) return undefined;
    await rm(path, { force: true });
    return (await create(path, token)) ? new Lock(path, token) : undefined;
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

async function create(path: string, token: string): Promise<boolean> {
  try {
    const file = await open(path, "wx", 0o600);
    const holder: Holder = { host: hostname(), pid: process.pid, token };
    await file.writeFile(JSON.stringify(holder)).finally(() => file.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function isHeld(path: string): Promise<boolean> {
  const found = await stat(path).catch(ignoreMissing);
  if (found === undefined || Date.now() - found.mtimeMs > STALE_MS) return false;
  const holder = await holderOf(path);
  return holder === undefined || holder.host !== hostname() || isAlive(holder.pid);
}

/** Who holds it; undefined when nobody does, or when a holder is still writing its name. */
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
