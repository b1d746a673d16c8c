import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServerProcess, startServer } from "../support/server.ts";
import { type Block, blocksOf, matches } from "./blocks.ts";

const execute = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BEGAT = join(ROOT, "packages/server/bin/begat.js");
const blocks = blocksOf(readFileSync(join(ROOT, "docs/guide.md"), "utf8"));

let folder: string;
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "begat-guide-"));
  await mkdir(join(folder, "bin"));
  await writeFile(join(folder, "bin/begat"), `#!/bin/sh\nexec "${process.execPath}" "${BEGAT}" "$@"\n`, {
    mode: 0o755,
  });
  server = await startServer(join(folder, ".begat"));
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function run({ language, source }: Block): Promise<string> {
  const here = source.replaceAll("http://127.0.0.1:4680", server.url);
  // The CLI must find the server by its folder, as a reader's does.
  const { BEGAT_URL: _url, BEGAT_TOKEN: _token, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: "1", BEGAT_SPOOL: join(folder, "spool") };
  const PATH = `${join(folder, "bin")}${delimiter}${process.env.PATH}`;
  const { stdout } =
    language === "js"
      ? await execute(process.execPath, ["--input-type=module", "-e", here], {
          cwd: ROOT,
          env: { ...env, BEGAT_URL: server.url },
        })
      : await execute("bash", ["-euo", "pipefail", "-c", here], { cwd: folder, env: { ...env, PATH } });
  return stdout;
}

describe("the guide, from an empty folder", () => {
  it.each(blocks.map((block) => [block.source.trim().split("\n").at(-1) ?? "", block] as const))(
    "%s",
    async (_, block) => {
      const output = await run(block);
      expect(matches(block.expected, output), `it printed:\n${output}`).toBe(true);
    },
  );
});
