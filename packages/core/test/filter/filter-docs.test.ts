import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FILTER_FIELDS, SPACE_RULES } from "../../src/filter/fields.ts";
import { FILTER_LIMITS } from "../../src/filter/limits.ts";
import { parseOrderBy } from "../../src/filter/order-by.ts";
import { parseFilter } from "../../src/filter/parser.ts";
import { failure } from "./filter-support.ts";

const page = readFileSync(new URL("../../../../docs/filter.md", import.meta.url), "utf8");

const section = (title: string) => page.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? "";

const rows = (title: string) =>
  [...section(title).matchAll(/^\| (.+) \|$/gm)].slice(1).map(([, row = ""]) => row.split(" | "));

const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)\\n\`\`\`$`, "gm"))].map(
    ([, block = ""]) => block,
  );

describe("docs/filter.md", () => {
  it("lists every field with its values", () => {
    const expected = FILTER_FIELDS.map(({ space, name, about }) => {
      const label = name === "<name>" ? `${space}.<name>` : name;
      return [`\`${label}\``, SPACE_RULES[space].values, about];
    });
    expect(rows("Fields")).toEqual(expected);
  });

  it("names every group and fixed field in the grammar", () => {
    const [grammar = ""] = blocks("ebnf");
    const rule = (name: string) => [
      ...(grammar.split(`\n${name} `)[1]?.split(";")[0] ?? "").matchAll(/"(\w+)"/g),
    ];
    const named = FILTER_FIELDS.filter((row) => row.name === "<name>").map((row) => row.space);
    const fixed = FILTER_FIELDS.filter((row) => row.name !== "<name>").map((row) => row.name);
    expect(rule("group").map((match) => match[1])).toEqual(named);
    expect(rule("fixed").map((match) => match[1])).toEqual(fixed);
  });

  it("lists every limit", () => {
    expect(rows("Limits").map(([, most]) => Number(most))).toEqual(Object.values(FILTER_LIMITS));
  });

  it.each(blocks("filter").flatMap((block) => block.split("\n")))("has the example %s", (example) => {
    expect(() => parseFilter(example)).not.toThrow();
  });

  it.each(blocks("order_by"))("has the order %s", (example) => {
    expect(() => parseOrderBy(example)).not.toThrow();
  });

  it.each(blocks("error"))("shows the error %s", (block) => {
    const [message, text = "", caret] = block.split("\n");
    const parse = message?.startsWith("order_by") ? parseOrderBy : parseFilter;
    const error = failure(() => parse(text));
    expect(error.message).toBe(message);
    expect(error.details.pointer).toBe(`${text}\n${caret}`);
  });

  it("has examples of each sort", () => {
    for (const language of ["filter", "order_by", "error", "ebnf"]) expect(blocks(language)).not.toEqual([]);
  });
});
