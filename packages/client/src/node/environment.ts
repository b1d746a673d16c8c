import { readFile } from "node:fs/promises";
import { availableParallelism, release } from "node:os";
import { dirname, join, relative } from "node:path";

interface LockFile {
  readonly packages?: Readonly<Record<string, { readonly version?: string; readonly link?: boolean }>>;
}

const SECRET = /token|secret|passw|credential|api-?key|auth(?!or)/i;
const HIDDEN = "***";

/** What code ran in: the command line, Node, the machine, and the packages of the nearest package-lock.json. */
export async function environmentOf(cwd: string): Promise<Readonly<Record<string, unknown>>> {
  const packages = await packagesOf(cwd);
  return {
    argv: commandLine(process.argv, cwd),
    node: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    os: release(),
    cpus: availableParallelism(),
    ...(packages && { packages }),
  };
}

/** A command line, its script as seen from a folder. Values that look secret by the name of their option are hidden. */
export function commandLine([, script = "", ...args]: readonly string[], cwd: string): readonly string[] {
  const shown = args.map((arg, index) => {
    const before = args[index - 1] ?? "";
    if (before.startsWith("-") && !before.includes("=") && SECRET.test(before)) return HIDDEN;
    const [option = "", value] = arg.split("=", 2);
    if (arg.startsWith("-") && value !== undefined && SECRET.test(option)) return `${option}=${HIDDEN}`;
    return arg.replace(/(\w:\/\/)[^/@\s]+@/, `$1${HIDDEN}@`);
  });
  return [relative(cwd, script), ...shown];
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
