import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT, run, Stop } from "./run.mjs";

const PROJECTS = ["packages/core", "packages/client", "packages/server", "examples/census"];
const WEB = "packages/web";
const WEB_PARTS = ["packages/core", "packages/client", WEB];
const SETTINGS = ["tsconfig.json", "package.json", "index.html", "vite.config.ts"];
const STAMPS = join(ROOT, "node_modules/.cache/begat");

/** Makes what the server and the example need, when a source changed since the last build. */
export async function ensureBuilt() {
  await whenChanged("build", PROJECTS, PROJECTS, async () => {
    console.log("Building …");
    await compile(...PROJECTS);
  });
  await ensureWebBuilt();
}

/** Bundles the web app, when a source of it changed since it was last; what it imports is compiled by then. */
export async function ensureWebBuilt() {
  await whenChanged("web", WEB_PARTS, [WEB], async () => {
    console.log("Building the web app …");
    const vite = join(ROOT, "node_modules/vite/bin/vite.js");
    const code = await run(process.execPath, [vite, "build", "--logLevel", "warn"], {
      cwd: join(ROOT, WEB),
      // Whoever starts this may be in an environment of another kind.
      env: { ...process.env, NODE_ENV: "production" },
    });
    if (code !== 0) throw new Stop("The web app could not be built; the messages are above");
  });
}

/** Compiles these projects and what they refer to; without any, all of them and the tests. */
export async function compile(...projects) {
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  if ((await run(process.execPath, [tsc, "-b", ...projects])) !== 0) {
    throw new Stop("The build failed; its messages are above");
  }
}

/** Makes the output of some projects unless it is there and was made from these sources. */
async function whenChanged(name, sources, outputs, make) {
  const file = join(STAMPS, name);
  const stamp = sourceStamp(sources);
  const hasOutput = outputs.every((project) => existsSync(join(ROOT, project, "dist")));
  if (hasOutput && existsSync(file) && readFileSync(file, "utf8") === stamp) return;
  await make();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stamp);
}

/** Changes when a source is added, removed or written. */
function sourceStamp(projects) {
  const hash = createHash("sha256");
  for (const file of projects.flatMap(sourcesOf).sort()) {
    const { mtimeMs, size } = statSync(join(ROOT, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest("hex");
}

function sourcesOf(project) {
  const sources = readdirSync(join(ROOT, project, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
  const settings = SETTINGS.map((name) => `${project}/${name}`).filter((file) =>
    existsSync(join(ROOT, file)),
  );
  return [...sources, ...settings];
}
