import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestServer } from "./server.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const FILE = join(PACKAGE, "test", "readme-example.ts");

let server: TestServer;
let example: string;

beforeAll(async () => {
  server = await TestServer.start();
  const readme = await readFile(join(PACKAGE, "README.md"), "utf8");
  example = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? "";
});

afterAll(() => server.stop());

test("the example of the README compiles", () => {
  const { config } = ts.readConfigFile(join(PACKAGE, "../../tsconfig.base.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, PACKAGE);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === FILE || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === FILE ? ts.createSourceFile(name, example, ts.ScriptTarget.ES2023) : getSourceFile(name, ...rest);
  const program = ts.createProgram([FILE], { ...options, noEmit: true, composite: false }, host);
  const faults = ts.getPreEmitDiagnostics(program);
  expect(faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});

test("the example of the README does what it says", async () => {
  const folder = await server.scratch();
  const { outputText } = ts.transpileModule(example, {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
  });
  // A module on the standard input finds packages from where it is started.
  const code = `process.chdir(${JSON.stringify(folder)});${outputText}`;
  const output = await outputOf(code, { BEGAT_URL: server.url, BEGAT_SPOOL: folder });
  expect(output).toMatch(/^model:churn:v1 came from .*ds:users:v1/);
  expect(output).toMatch(/\nrun:\S+ 0\.1\n$/);
});

async function outputOf(code: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, ["--input-type=module", "-"], {
    cwd: PACKAGE,
    env: { ...process.env, ...environment },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(code);
  let output = "";
  for await (const chunk of child.stdout) output += chunk;
  return output;
}
