import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const ENTRY = new URL("../src/browser.ts", import.meta.url);
const CORE = new URL("../../core/src/index.ts", import.meta.url);

/** Every module that an entry loads, the core's too, with what it imports from elsewhere. */
async function outsideImports(module: URL, seen = new Map<string, readonly string[]>()) {
  if (seen.has(module.href)) return seen;
  const text = await readFile(module, "utf8");
  const names = [...text.matchAll(/^(?:import|export)\b(?! type\b)[^;]*?from "([^"]+)"/gms)].map(
    ([, name]) => name ?? "",
  );
  const own = names.flatMap((name) => ownModule(name, module) ?? []);
  seen.set(
    module.href,
    names.filter((name) => ownModule(name, module) === undefined),
  );
  for (const next of own) await outsideImports(next, seen);
  return seen;
}

function ownModule(name: string, from: URL): URL | undefined {
  if (name === "@begat/core") return CORE;
  return name.startsWith(".") ? new URL(name, from) : undefined;
}

test("what a browser loads imports nothing that a browser lacks", async () => {
  const seen = await outsideImports(ENTRY);
  expect(seen.size).toBeGreaterThan(20);
  expect([...seen.keys()]).toContain(CORE.href);
  expect([...seen].filter(([, names]) => names.length > 0)).toEqual([]);
});
