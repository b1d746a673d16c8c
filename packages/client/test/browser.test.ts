import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const ENTRY = new URL("../src/browser.ts", import.meta.url);

/** Every module that an entry loads, with what it imports from outside of the package. */
async function outsideImports(module: URL, seen = new Map<string, readonly string[]>()) {
  if (seen.has(module.href)) return seen;
  const text = await readFile(module, "utf8");
  const names = [...text.matchAll(/^(?:import|export)\b(?! type\b)[^;]*?from "([^"]+)"/gms)].map(
    ([, name]) => name ?? "",
  );
  seen.set(
    module.href,
    names.filter((name) => !name.startsWith(".")),
  );
  for (const name of names.filter((name) => name.startsWith(".")))
    await outsideImports(new URL(name, module), seen);
  return seen;
}

test("what a browser loads imports the core alone", async () => {
  const seen = await outsideImports(ENTRY);
  expect(seen.size).toBeGreaterThan(8);
  expect(new Set([...seen.values()].flat())).toEqual(new Set(["@begat/core"]));
});
