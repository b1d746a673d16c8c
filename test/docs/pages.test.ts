import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BegatError, ERROR_STATUS, type ErrorCode } from "@begat/core";
import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../../packages/server/src/cli/exit-codes.ts";
import { MLFLOW_ROUTES } from "../../packages/server/src/http/mlflow/routes.ts";
import { UNSERVED, UNSERVED_BESIDE } from "../../packages/server/src/http/mlflow/unserved.ts";
import { NATIVE_ROUTES } from "../../packages/server/src/http/routes.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const pagesIn = (folder: string) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".md"));
const pages = pagesIn("docs");
const written = ["", "docs/", "docs/adr/"].flatMap((folder) => pagesIn(folder).map((name) => folder + name));

/** Links of a page to files of the project, and to places within them. */
function linksOf(path: string): readonly string[] {
  return [...read(path).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** The places of a page that links lead to, after its headings. */
function placesIn(path: string): readonly string[] {
  return [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function isThere(path: string, link: string): boolean {
  const [file = "", place] = link.split("#");
  const target = file === "" ? path : join(dirname(path), file);
  return existsSync(join(ROOT, target)) && (place === undefined || placesIn(target).includes(place));
}

/** What the Python client is built by and tested with, and what made the fixtures. */
function pythonPackages(): ReadonlySet<string> {
  const lists = [
    ...readdirSync(join(ROOT, "test/python")).map((file) => `test/python/${file}`),
    ...readdirSync(join(ROOT, "fixtures")).map((folder) => `fixtures/${folder}/requirements.txt`),
  ].filter((path) => existsSync(join(ROOT, path)));
  const pinned = lists.flatMap((path) => [...read(path).matchAll(/^([\w-]+)==/gm)]);
  const project = read("python/pyproject.toml");
  const required = [...project.matchAll(/^(?:requires|dependencies) = \[(.*)\]$/gm)].flatMap(
    ([, list = ""]) => [...list.matchAll(/"([\w-]+)/g)],
  );
  return new Set([...pinned, ...required].map(([, name = ""]) => name));
}

describe("the pages of the documentation", () => {
  it("are all in the index", () => {
    const linked = linksOf("docs/README.md");
    expect(pages.filter((page) => page !== "README.md" && !linked.includes(page))).toEqual([]);
  });

  it.each(written)("%s links to what is there", (path) => {
    expect(linksOf(path).filter((link) => !isThere(path, link))).toEqual([]);
  });

  it("show every picture", () => {
    const shown = written.flatMap(linksOf).map((link) => link.split("/").at(-1));
    expect(readdirSync(join(ROOT, "docs/images")).filter((name) => !shown.includes(name))).toEqual([]);
  });

  it("name files and folders of the architecture that are there", () => {
    const named = [...read("ARCHITECTURE.md").matchAll(/`([\w.-]+(?:\/[\w.-]+)+)`/g)].map(
      ([, path = ""]) => path,
    );
    const sources = ["", "packages/", "packages/server/src/", "packages/web/src/"];
    const gone = named.filter((path) => {
      const places = [
        ...sources.map((folder) => folder + path),
        path.replace(/^core\//, "packages/core/src/"),
      ];
      return !places.some((place) => existsSync(join(ROOT, place)) || existsSync(join(ROOT, `${place}.ts`)));
    });
    expect(named.length).toBeGreaterThan(50);
    expect(gone).toEqual([]);
  });

  it("say the exit code of every error", () => {
    const rows = [...read("docs/errors.md").matchAll(/^\| `(\w+)` \| \d+ \| (\d+) \|/gm)];
    const documented = Object.fromEntries(rows.map(([, code, exit]) => [code, Number(exit)]));
    for (const code of Object.keys(ERROR_STATUS) as ErrorCode[])
      expect([code, documented[code]]).toEqual([code, exitCodeOf(new BegatError(code, "any"))]);
  });

  it("have every route", () => {
    const api = read("docs/api.md");
    const missing = NATIVE_ROUTES.map(({ method, url }) => `### ${method} ${url}`).filter(
      (heading) => !api.includes(`${heading}\n`),
    );
    expect(missing).toEqual([]);
  });

  it("say why each package is needed, and name none that is gone", () => {
    const manifests = [
      "package.json",
      ...["packages", "examples"].flatMap((folder) =>
        readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}/package.json`),
      ),
    ];
    const needed = manifests.flatMap((path) => {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(read(path));
      return Object.keys({ ...dependencies, ...devDependencies });
    });
    const rows = read("docs/dependencies.md").split("\n## Done by hand")[0] as string;
    const named = [...rows.matchAll(/^\| ((?:`[^`]+`(?:, )?)+) \|/gm)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    const foreign = new Set(needed.filter((name) => !name.startsWith("@begat/")));
    const python = pythonPackages();
    expect(named.filter((name) => !python.has(name as string)).sort()).toEqual([...foreign].sort());
    expect([...python].filter((name) => !rows.includes(`\`${name}\``))).toEqual([]);
  });

  it("have every route of MLflow's, and what of it is not served", () => {
    const page = read("docs/mlflow.md");
    const names = MLFLOW_ROUTES.map(
      ({ url }) =>
        url
          .split("/")
          .filter((part) => !part.startsWith("{"))
          .at(-1) as string,
    );
    expect([...new Set(names)].filter((name) => !new RegExp(`[\`/]${name}\\b`).test(page))).toEqual([]);
    const unserved = [...UNSERVED, ...UNSERVED_BESIDE].map(({ what }) => what.replace(/^the /, ""));
    expect(unserved.filter((what) => !page.includes(what))).toEqual([]);
  });
});
