import { readFile } from "node:fs/promises";
import { availableParallelism, release } from "node:os";
import { dirname, join } from "node:path";

interface LockFile {
  readonly packages?: Readonly<Record<string, { readonly version?: string; readonly link?: boolean }>>;
}

/** What code ran in: Node, the machine, and the packages of the nearest package-lock.json. */
export async function environmentOf(cwd: string): Promise<Readonly<Record<string, unknown>>> {
  const packages = await packagesOf(cwd);
  return {
    node: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    os: release(),
    cpus: availableParallelism(),
    ...(packages && { packages }),
  };
}

/** Versions by package name; a nested one by its path, such as `a/node_modules/b`. */
async function packagesOf(folder: string): Promise<Readonly<Record<string, string>> | undefined> {
  const lock = await readLock(join(folder, "package-lock.json"));
  if (lock?.packages !== undefined) {
    const installed = Object.entries(lock.packages).filter(([path]) => path.startsWith("node_modules/"));
    return Object.fromEntries(
      installed.flatMap(([path, { version }]) =>
        version === undefined ? [] : [[path.slice("node_modules/".length), version]],
      ),
    );
  }
  return dirname(folder) === folder ? undefined : packagesOf(dirname(folder));
}

async function readLock(path: string): Promise<LockFile | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as LockFile;
  } catch {
    return undefined;
  }
}
