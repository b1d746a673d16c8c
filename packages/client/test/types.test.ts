import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

test("its types hold for who checks them with the libraries of ES2022", () => {
  const types = fileURLToPath(new URL("../dist/index.d.ts", import.meta.url));
  const program = ts.createProgram([types], {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.NodeNext,
    types: [],
  });
  const faults = ts.getPreEmitDiagnostics(program);
  expect(faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});
