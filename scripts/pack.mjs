import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { main, ROOT, Stop } from "./lib/run.mjs";

const SERVER = join(ROOT, "packages/server");
const BUNDLED = ["core", "client"];

/**
 * Before `npm pack`, lays into packages/server what its tarball brings along: the packages that no registry has, and the
 * licence. After it, takes that away again, for it would hide the workspaces.
 */
async function pack([step]) {
  if (step !== "lay" && step !== "take-away") throw new Stop("npm pack -w packages/server calls this script");
  takeAway();
  if (step === "take-away") return 0;
  await ensureInstalled();
  await ensureBuilt();
  for (const name of [...BUNDLED, "server"]) removeOrphans(join(ROOT, "packages", name));
  for (const name of BUNDLED) layPackage(name);
  cpSync(join(ROOT, "LICENSE"), join(SERVER, "LICENSE"));
  return 0;
}

function takeAway() {
  for (const name of BUNDLED) rmSync(bundled(name), { recursive: true, force: true });
  rmSync(join(SERVER, "LICENSE"), { force: true });
}

function layPackage(name) {
  for (const part of ["package.json", "dist"]) {
    cpSync(join(ROOT, "packages", name, part), join(bundled(name), part), { recursive: true });
  }
}

function bundled(name) {
  return join(SERVER, "node_modules/@begat", name);
}

/** Removes what was compiled from sources that are gone; the compiler leaves it. */
function removeOrphans(project) {
  const dist = join(project, "dist");
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const source = join(project, "src", file.slice(dist.length).replace(/(\.d)?\.[jt]s(\.map)?$/, ".ts"));
    if (entry.isFile() && source.endsWith(".ts") && !existsSync(source)) rmSync(file);
  }
}

await main(() => pack(process.argv.slice(2)));
