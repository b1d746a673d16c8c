import { PassThrough, Readable } from "node:stream";
import { expect, it } from "vitest";
import { Terminal } from "../../src/cli/terminal.ts";

it("progress keeps to one line of the terminal", () => {
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 20 });
  const io = { stdin: Readable.from([]), stdout: new PassThrough(), stderr, env: {} };
  new Terminal(io, false).progress(`7 recorded: ${"a/".repeat(20)}`);
  expect(String(stderr.read())).toBe("\r\u001b[2K7 recorded: a/a/a/…");
});
