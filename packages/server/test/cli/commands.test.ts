import { expect, test } from "vitest";
import { NAMES } from "../../src/cli/commands/publish.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { MESSAGES } from "../../src/intake/native/messages.ts";
import { VERSION } from "../../src/version.ts";
import { begat } from "./begat.ts";

test.each(COMMANDS.map((command) => [command.name, command] as const))(
  "%s has a help with examples",
  async (name, command) => {
    const { code, out, err } = await begat([...name.split(" "), "--help"]);
    expect(code).toBe(0);
    expect(err).toBe("");
    expect(out).toContain(command.summary.slice(0, 30));
    expect(command.examples.length).toBeGreaterThan(0);
    for (const example of command.examples) expect(out).toContain(example);
  },
);

test("publish knows every message of the API", () => {
  expect([...NAMES].sort()).toEqual([...MESSAGES.keys()].sort());
});

test("the version", async () => {
  expect(await begat(["--version"])).toEqual({ code: 0, out: `${VERSION}\n`, err: "" });
});

test.each([
  [["runs"], "unknown command 'runs'"],
  [["run"], "Usage: begat run"],
  [["run", "list", "--nope"], "unknown option '--nope'"],
  [["run", "list", "--limit", "x"], "whole number from 1"],
  [["run", "compare", "r1"], "missing required argument 'others'"],
  [["lineage"], "missing required argument 'id'"],
  [["lineage", "a", "--mermaid", "--dot"], "one of --mermaid, --dot and --json"],
  [["lineage", "a", "--direction", "sideways"], "Allowed choices are upstream, downstream, both"],
  [["serve", "--port", "99999"], "from 0 to 65535"],
  [["run", "list", "--url", "nowhere"], "http://127.0.0.1:4680"],
  [["ledger", "erase", "12"], "required option '--reason <text>' not specified"],
  [["ledger", "erase", "x", "--reason", "y"], "invalid for argument 'entry'"],
  [["token", "create", "--agent", "a", "--scope", "read", "--expires", "soon"], "90d"],
  [["token", "create", "--agent", "a", "--scope", "read", "--expires", "45"], "90d"],
  [["token", "create", "--agent", "a", "--scope", "read", "--expires", "2099-02-30"], "90d"],
  [["model", "point", "churn", "v3"], "MODEL@NAME"],
  [["serve", "--database", "begat"], "postgres://begat@db/begat"],
])("wrong use ends with 2: %j", async (args, said) => {
  const { code, out, err } = await begat(args);
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toContain(said);
  expect(err).not.toMatch(/^\s+at /m);
});
