import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyCensus } from "../support/census.ts";
import { type ServerProcess, startServer } from "../support/server.ts";
import { type Block, blocksOf, matches } from "./blocks.ts";

const execute = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PAGE = join(ROOT, "docs/cookbook.md");
const UPDATE = process.env.BEGAT_UPDATE_DOCS === "1";

const page = readFileSync(PAGE, "utf8");
const blocks = blocksOf(page);
const questions = blocksOf(readFileSync(join(ROOT, "README.md"), "utf8"));

let folder: string;
let server: ServerProcess;
const outputs = new Map<Block, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "begat-cookbook-"));
  await copyCensus(join(folder, "data"));
  server = await startServer(join(folder, "data"));
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
  if (UPDATE) writeFileSync(PAGE, updated());
});

function updated(): string {
  return [...outputs]
    .reverse()
    .reduce(
      (text, [block, output]) => `${text.slice(0, block.start)}${output.trimEnd()}\n${text.slice(block.end)}`,
      page,
    );
}

async function run({ language, source }: Block): Promise<string> {
  const here = source
    .replaceAll("http://127.0.0.1:4680", server.url)
    .replaceAll("./again", join(folder, "again"));
  const begat = `${process.execPath} ${join(ROOT, "packages/server/bin/begat.js")}`;
  const env = { ...process.env, BEGAT_URL: server.url, NO_COLOR: "1" };
  const [program, args] =
    language === "js"
      ? [process.execPath, ["--input-type=module", "-e", here]]
      : ["bash", ["-euo", "pipefail", "-c", here.replaceAll("npx begat", begat)]];
  const { stdout } = await execute(program as string, args as string[], {
    cwd: ROOT,
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

describe("the cookbook", () => {
  it("has queries in all three manners", () => {
    const sources = blocks.map(({ source }) => source);
    expect(sources.filter((source) => source.includes("npx begat")).length).toBeGreaterThanOrEqual(8);
    expect(sources.filter((source) => source.includes("curl")).length).toBeGreaterThanOrEqual(8);
    expect(blocks.filter(({ language }) => language === "js").length).toBeGreaterThanOrEqual(8);
  });

  it.each(blocks.map((block) => [block.source.trim().split("\n").at(-1) ?? "", block] as const))(
    "%s",
    async (_, block) => {
      const output = await run(block);
      outputs.set(block, output);
      if (!UPDATE) expect(matches(block.expected, output), `it printed:\n${output}`).toBe(true);
    },
  );
});

describe("the questions of the README", () => {
  it("are those of the example", () => {
    expect(questions.length).toBeGreaterThanOrEqual(4);
  });

  it.each(questions.map((block) => [block.source.trim(), block] as const))("%s", async (_, block) => {
    const output = await run(block);
    expect(matches(block.expected, output), `it printed:\n${output}`).toBe(true);
  });
});
