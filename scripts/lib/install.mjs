import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { findProgram } from "./find-program.mjs";
import { npm, ROOT, Stop } from "./run.mjs";

const OLDEST_NODE = [20, 19];

/**
 * What is compiled against the headers of Node 24.19 and later aborts now and then while statements of SQLite are collected,
 * since it calls this (https://github.com/nodejs/node/issues/65446); what is compiled against earlier ones runs on any Node 24.
 */
const ABORTING_CALL = "RemoveEnvironmentCleanupHook";
const SOUND_HEADERS = "24.18.1";
const MAY_ABORT = process.versions.node.startsWith("24.");

const COMPILER_HINT = `better-sqlite3 has no ready-made module for this machine and must be compiled. Install a C++ compiler,
make and Python 3, then try again:
  Debian, Ubuntu   apt-get install g++ make python3
  Fedora           dnf install gcc-c++ make python3
  macOS            xcode-select --install`;

/** Refuses a Node that is too old; installs the dependencies unless they are there and fit the lock file. */
export async function ensureInstalled() {
  checkNode();
  if (!isInstalled()) await install("Installing the dependencies", "ci", "--no-audit", "--no-fund");
  if (sqliteFault() !== undefined) {
    if (MAY_ABORT) process.env.npm_config_target = SOUND_HEADERS;
    await install("Building better-sqlite3 for this Node", "rebuild", "better-sqlite3");
  }
  const fault = sqliteFault();
  if (fault !== undefined)
    throw new Stop(hasCompiler() ? `better-sqlite3 was built and ${fault}` : COMPILER_HINT);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Stop(`Begat needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}`);
}

/** Whether node_modules holds every package of the lock file in its version, as npm's own list of it says. */
function isInstalled() {
  const held = packagesIn("node_modules/.package-lock.json");
  return Object.entries(packagesIn("package-lock.json")).every(([path, wanted]) => {
    if (!path.startsWith("node_modules/") || wanted.optional || wanted.devOptional) return true;
    return held[path] !== undefined && held[path].version === wanted.version;
  });
}

function packagesIn(lockFile) {
  const file = join(ROOT, lockFile);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : {};
}

async function install(what, ...args) {
  console.log(`${what} (npm ${args[0]}) …`);
  if ((await npm(...args)) === 0) return;
  throw new Stop(hasCompiler() ? `npm ${args[0]} failed; its messages are above` : COMPILER_HINT);
}

function hasCompiler() {
  return [
    ["c++", "g++", "clang++", "cl.exe"],
    ["make", "msbuild.exe"],
    ["python3", "python"],
  ].every((names) => findProgram(names));
}

/** Why the module is of no use: it is missing, was built for another Node, or would abort. */
function sqliteFault() {
  const fromServer = createRequire(join(ROOT, "packages/server/package.json"));
  try {
    new (fromServer("better-sqlite3"))(":memory:").close();
  } catch (error) {
    return `does not load: ${error.message}`;
  }
  if (!MAY_ABORT) return undefined;
  const module = Object.keys(fromServer.cache).find((file) => basename(file) === "better_sqlite3.node");
  return readFileSync(module).includes(ABORTING_CALL)
    ? `would abort now and then, as it was compiled against headers of Node 24.19 or later; use Node 22, or 24.18 once for the build`
    : undefined;
}
