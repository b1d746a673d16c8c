import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { EXIT } from "../../src/cli/exit-codes.ts";
import { GLOBAL_OPTIONS } from "../../src/cli/program.ts";

const DOCS = await readFile(new URL("../../../../docs/cli.md", import.meta.url), "utf8");
const SECTIONS = new Map(
  DOCS.split(/^### begat /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf("\n")), section]),
);

test("every command has a section, and every section a command", () => {
  expect([...SECTIONS.keys()].sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
});

test.each(COMMANDS.map((command) => [command.name, command] as const))(
  "%s: arguments and options",
  (name, command) => {
    const section = SECTIONS.get(name) ?? "";
    for (const { flags } of command.options ?? []) expect(section).toContain(`\`${flags}\``);
    for (const [form] of command.arguments ?? []) expect(section).toContain(form);
  },
);

test.each(COMMANDS.map((command) => [command.name, command] as const))(
  "%s: nothing that is not there",
  (name, command) => {
    const known = [...(command.options ?? []), ...GLOBAL_OPTIONS].map(({ flags }) => flags.split(" ")[0]);
    const said = (SECTIONS.get(name) ?? "").split(/^## /m)[0]?.match(/(?<=`)--[a-z-]+/g) ?? [];
    expect(said.filter((flag) => !known.includes(flag))).toEqual([]);
  },
);

test("the options of every command, and every exit code", () => {
  for (const { flags } of GLOBAL_OPTIONS) expect(DOCS).toContain(`| \`${flags}\` |`);
  for (const code of Object.values(EXIT)) expect(DOCS).toMatch(new RegExp(`^\\| ${code} \\| `, "m"));
});
