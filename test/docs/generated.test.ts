import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ANSWER_STATUS } from "../../packages/server/src/http/errors.ts";
import { PAGES } from "../../scripts/lib/docs.mjs";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

describe("the documentation", () => {
  it.each(Object.entries(PAGES))(
    "%s is what the code says; npm run generate writes it anew",
    (path, page) => {
      expect(read(path)).toBe(page());
    },
  );

  it("lists every error code with its status", () => {
    const rows = [...read("docs/errors.md").matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(([, code, status]) => [
      code,
      Number(status),
    ]);
    expect(Object.fromEntries(rows)).toEqual(ANSWER_STATUS);
  });

  it("lists every environment variable that the code reads", () => {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const places = [
      ":(glob)packages/*/src/**",
      ":(glob)packages/*/test/**",
      "scripts",
      "examples",
      "bench",
      "test",
      ".ci",
    ];
    const found = execFileSync("git", ["grep", "-hoE", "\\bBEGAT_[A-Z]+(_[A-Z]+)*\\b", "--", ...places], {
      cwd: root,
      encoding: "utf8",
    });
    const documented = read("docs/settings.md");
    expect(
      [...new Set(found.trim().split("\n"))].filter((name) => !documented.includes(`\`${name}\``)),
    ).toEqual([]);
  });
});
