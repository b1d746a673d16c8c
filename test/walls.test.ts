import { spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BIOME = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
const WALLS = [
  "lint",
  "--only=style/noRestrictedImports",
  "--only=suspicious/noImportCycles",
  "--colors=off",
];
const SERVER = "packages/server/src";

/** What each file may not import, and why. */
const FORBIDDEN = (
  [
    ["packages/core/src/a.ts", "@begat/client", "no dependencies"],
    ["packages/core/src/a.ts", "kysely", "no dependencies"],
    ["packages/core/src/a.ts", "../../server/src/main.ts", "itself alone"],
    ["packages/client/src/a.ts", "begat", "over HTTP"],
    ["packages/web/src/app/a.ts", "@begat/client", "client/browser"],
    ["packages/web/src/parts/a.ts", "../../../server/src/main.ts", "client/browser"],
    ["packages/web/src/parts/a.ts", "../pages/runs/a.ts", "no page"],
    ["packages/web/src/pages/run/a.ts", "../runs/a.ts", "what all pages share"],
    ["packages/web/src/pages/run/graph/a.ts", "../../runs/a.ts", "what all pages share"],
    ["packages/web/src/pages/run/a.ts", "@begat/client", "client/browser"],
    ["examples/census/src/a.ts", "../../../packages/server/src/main.ts", "over HTTP"],
    [`${SERVER}/intake/native/a.ts`, "../../store/port/graph.ts", "core alone"],
    [`${SERVER}/intake/a.ts`, "../record/recorder.ts", "core alone"],
    [`${SERVER}/import/dvc/a.ts`, "../../http/route.ts", "pure intakes"],
    [`${SERVER}/import/a.ts`, "../store/port/graph.ts", "pure intakes"],
    [`${SERVER}/http/routes/a.ts`, "../../import/importers.ts", "who builds it"],
    [`${SERVER}/artifacts/folder/a.ts`, "../../store/port/graph.ts", "core alone"],
    [`${SERVER}/store/graph/a.ts`, "../../query/reads.ts", "core alone"],
    [`${SERVER}/record/a.ts`, "../http/route.ts", "store's ports"],
    [`${SERVER}/query/a.ts`, "../record/recorder.ts", "store's ports"],
    [`${SERVER}/govern/a.ts`, "../main.ts", "store's ports"],
    [`${SERVER}/watch/a.ts`, "../http/route.ts", "store's ports"],
    [`${SERVER}/http/routes/a.ts`, "../../main.ts", "who builds it"],
    [`${SERVER}/http/a.ts`, "../cli/main.ts", "who builds it"],
    [`${SERVER}/record/a.ts`, "../store/writer.ts", "ports alone"],
    [`${SERVER}/http/routes/a.ts`, "../../store/graph/find.ts", "ports alone"],
    [`${SERVER}/http/a.ts`, "kysely", "SQL dialect"],
    [`${SERVER}/query/a.ts`, "../store/postgres/open.ts", "SQL dialect"],
    [`${SERVER}/record/a.ts`, "better-sqlite3", "SQL dialect"],
    [`${SERVER}/cli/commands/a.ts`, "../../store/sqlite/open.ts", "SQL dialect"],
    [`${SERVER}/main.ts`, "pg", "SQL dialect"],
  ] as const
).map(
  ([path, imported, reason], index) => [path.replace(/a\.ts$/, `a${index}.ts`), imported, reason] as const,
);

/** What the walls say of a folder. */
function lint(
  folder: string,
  ...flags: readonly string[]
): { readonly refused: boolean; readonly said: string } {
  const ran = spawnSync(process.execPath, [BIOME, ...WALLS, ...flags, "."], {
    cwd: folder,
    encoding: "utf8",
  });
  return { refused: ran.status !== 0, said: `${ran.stdout}${ran.stderr}` };
}

/** What they say of files that import one thing each, in a folder of the same layout. */
async function lintFiles(
  files: readonly (readonly [path: string, imported: string])[],
  ...flags: readonly string[]
): Promise<ReturnType<typeof lint>> {
  const folder = await mkdtemp(join(tmpdir(), "begat-walls-"));
  try {
    await copyFile(join(ROOT, "biome.json"), join(folder, "biome.json"));
    for (const [path, imported] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), `import "${imported}";\n`);
    }
    return lint(folder, "--vcs-enabled=false", ...flags);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("in a folder of the same layout", () => {
  let said: string;
  beforeAll(async () => {
    const files = FORBIDDEN.map(([path, imported]) => [path, imported] as const);
    // A line for each file.
    ({ said } = await lintFiles(files, "--max-diagnostics=none", "--reporter=github"));
  });

  test.each(FORBIDDEN)("%s may not import %s", (path, _imported, reason) => {
    const refusals = said.split("\n").filter((line) => line.includes(`/${path},`));
    expect(refusals).toEqual([expect.stringMatching(/^::error /)]);
    expect(refusals[0]).toContain(reason);
  });

  test("files may not import each other in a circle", async () => {
    const { refused, said } = await lintFiles([
      ["src/a.ts", "./b.ts"],
      ["src/b.ts", "./a.ts"],
    ]);
    expect(said).toContain("noImportCycles");
    expect(refused).toBe(true);
  });

  test("what the layout allows is let through", async () => {
    const { refused, said } = await lintFiles([
      ["packages/core/src/a.ts", "node:crypto"],
      ["packages/core/src/filter/a.ts", "../error.ts"],
      [`${SERVER}/intake/native/a.ts`, "@begat/core"],
      [`${SERVER}/import/mlflow/a.ts`, "better-sqlite3"],
      [`${SERVER}/import/a.ts`, "../intake/native/message.ts"],
      [`${SERVER}/cli/commands/a.ts`, "../../import/importers.ts"],
      [`${SERVER}/record/a.ts`, "../store/port/graph.ts"],
      [`${SERVER}/store/sqlite/a.ts`, "better-sqlite3"],
      [`${SERVER}/threads/a.ts`, "../store/open.ts"],
      [`${SERVER}/main.ts`, "./store/sqlite/folder-lock.ts"],
      ["packages/web/src/api/a.ts", "@begat/client/browser"],
      ["packages/web/src/app/a.tsx", "../pages/runs/a.ts"],
      ["packages/web/src/pages/run/a.tsx", "../../parts/a.tsx"],
      ["packages/web/src/pages/run/b.tsx", "./a.tsx"],
      ["packages/web/src/pages/run/graph/a.tsx", "../../../parts/a.tsx"],
      ["packages/web/src/pages/run/graph/b.tsx", "../a.tsx"],
    ]);
    expect(said).toContain("Checked 17 files");
    expect(refused, said).toBe(false);
  });
});

test("the project keeps its walls", () => {
  const { refused, said } = lint(ROOT);
  expect(said).toMatch(/Checked [1-9]\d+ files/);
  expect(refused, said).toBe(false);
});
