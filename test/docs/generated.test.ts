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

  it("lists the environment variables that the code reads, and no other", () => {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const places = [
      ":(glob)packages/*/src/**",
      ":(glob)packages/*/test/**",
      "python/src",
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
    const documented = read("docs/settings.md").match(/(?<=`)BEGAT_[A-Z_]*[A-Z](?=`)/g);
    expect(new Set(documented)).toEqual(new Set(found.trim().split("\n")));
  });
});
