import { mkdir, rm, stat, utimes } from "node:fs/promises";
import { ignoreMissing } from "./durable.ts";

const REFRESH_MS = 10_000;
const STALE_MS = 60_000;

/**
 * Takes the lock of a spool: a folder that its holder touches every 10 seconds, and that others may remove when nobody
 * has touched it for 60. Answers how to give it back; undefined while another holds it. Two holders at once, after a
 * long pause of one of them, send some requests twice, which does no harm.
 */
export async function takeLock(path: string): Promise<(() => Promise<void>) | undefined> {
  if (!(await tryLock(path))) {
    const found = await stat(path).catch(ignoreMissing);
    if (found !== undefined && Date.now() - found.mtimeMs < STALE_MS) return undefined;
    await rm(path, { recursive: true, force: true });
    if (!(await tryLock(path))) return undefined;
  }
  const refresh = setInterval(() => {
    const now = new Date();
    // Someone took the lock for stale; this holder finishes what it does.
    utimes(path, now, now).catch(() => undefined);
  }, REFRESH_MS).unref();
  return async () => {
    clearInterval(refresh);
    await rm(path, { recursive: true, force: true });
  };
}

async function tryLock(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if ((error as { readonly code?: string }).code === "EEXIST") return false;
    throw error;
  }
}
