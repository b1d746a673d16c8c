import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { main, ROOT, Stop } from "./lib/run.mjs";

const PACKAGES = join(ROOT, "packages");
const SERVER = join(PACKAGES, "server");
const COMPILED = ["core", "client"];
const BUNDLED = [...COMPILED, "web"];

/**
 * Before `npm pack`, lays into packages/server what its tarball brings along: the packages that no registry has, and the
 * licence. After it, takes that away again, for it would hide the workspaces. `lay` takes another folder to lay into.
 */
async function pack([step, folder = SERVER]) {
  if (step !== "lay" && step !== "take-away") throw new Stop("npm pack -w packages/server calls this script");
  takeAway(folder);
  if (step === "lay") await lay(folder);
  return 0;
}

function takeAway(folder) {
  for (const part of ["LICENSE", "node_modules/@begat"])
    rmSync(join(folder, part), { recursive: true, force: true });
}

async function lay(folder) {
  await ensureInstalled();
  await ensureBuilt();
  for (const name of [...COMPILED, "server"]) removeOrphans(join(PACKAGES, name));
  cpSync(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
  for (const name of BUNDLED) {
    const copy = (part) =>
      cpSync(join(PACKAGES, name, part), join(folder, "node_modules/@begat", name, part), {
        recursive: true,
      });
    ["package.json", "dist"].forEach(copy);
  }
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
