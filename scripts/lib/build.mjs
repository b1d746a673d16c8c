import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT, run, Stop } from "./run.mjs";

const PROJECTS = ["packages/core", "packages/client", "packages/server", "examples/census"];
const STAMP = join(ROOT, "node_modules/.cache/begat/build");

/** Compiles what the server and the example need, when a source changed since the last build. */
export async function ensureBuilt() {
  const stamp = sourceStamp();
  if (isBuilt(stamp)) return;
  console.log("Building …");
  await compile(...PROJECTS);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, stamp);
}

/** Compiles these projects and what they refer to; without any, all of them and the tests. */
export async function compile(...projects) {
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  if ((await run(process.execPath, [tsc, "-b", ...projects])) !== 0) {
    throw new Stop("The build failed; its messages are above");
  }
}

function isBuilt(stamp) {
  const hasOutput = PROJECTS.every((project) => existsSync(join(ROOT, project, "dist")));
  return hasOutput && existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp;
}

/** Changes when a source is added, removed or written. */
function sourceStamp() {
  const hash = createHash("sha256");
  for (const file of PROJECTS.flatMap(sourcesOf).sort()) {
    const { mtimeMs, size } = statSync(join(ROOT, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest("hex");
}

function sourcesOf(project) {
  const sources = readdirSync(join(ROOT, project, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
  return [...sources, `${project}/tsconfig.json`, `${project}/package.json`];
}
