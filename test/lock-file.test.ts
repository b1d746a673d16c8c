import { readFileSync } from "node:fs";
import { satisfies } from "semver";
import { expect, test } from "vitest";

interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly engines?: { readonly node?: string };
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const OLDEST_NODE = "20.19.0";
const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8")) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const packages = Object.entries(lock.packages);

test("the lock file names no download address", () => {
  expect(packages.filter(([, { resolved, link }]) => resolved !== undefined && link !== true)).toEqual([]);
});

test(`every package runs on Node ${OLDEST_NODE}`, () => {
  const tooNew = packages.filter(([, { engines }]) => !satisfies(OLDEST_NODE, engines?.node ?? "*"));
  expect(tooNew.map(([path, { engines }]) => `${path} ${engines?.node}`)).toEqual([]);
});

test("the lock file holds the packages of every platform, without which `npm ci` refuses it", () => {
  const missing = packages.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(name, path)),
  );
  expect(missing).toEqual([]);
});

/** Whether a package that `path` depends on stands beneath it or higher up. */
function isLocked(name: string, path: string): boolean {
  if (`${path === "" ? "" : `${path}/`}node_modules/${name}` in lock.packages) return true;
  return path !== "" && isLocked(name, path.slice(0, Math.max(0, path.lastIndexOf("/node_modules/"))));
}
