import fc from "fast-check";
import { expect, test } from "vitest";
import { PLAIN } from "../../src/cli/render/style.ts";
import { type Branch, renderTree } from "../../src/cli/render/tree.ts";

const branch = (from: string, to: string, verb = "from"): Branch => ({ from, to, verb });
const draw = (root: string, branches: readonly Branch[]): string =>
  renderTree({ root, branches, style: PLAIN });

test("draws branches with box characters", () => {
  const tree = draw("model:churn:v3", [
    branch("model:churn:v3", "run:1", "produced-by"),
    branch("run:1", "ds:users:v12", "trained-on (train)"),
    branch("run:1", "commit:a1b2c3d", "at-commit"),
    branch("ds:users:v12", "ds:raw:v1", "derived-from"),
  ]);
  expect(tree).toBe(
    [
      "model:churn:v3",
      "└─ produced-by run:1",
      "   ├─ trained-on (train) ds:users:v12",
      "   │  └─ derived-from ds:raw:v1",
      "   └─ at-commit commit:a1b2c3d",
      "",
    ].join("\n"),
  );
});

test("names a node again instead of drawing it twice, and ends in a cycle", () => {
  const tree = draw("a", [
    branch("a", "b"),
    branch("a", "c"),
    branch("b", "d"),
    branch("c", "b"),
    branch("d", "a"),
  ]);
  expect(tree).toBe(
    "a\n├─ from b\n│  └─ from d\n│     └─ from a  ↑ above\n└─ from c\n   └─ from b  ↑ above\n",
  );
});

test("a leaf that is reached twice needs no arrow", () => {
  expect(draw("a", [branch("a", "x", "train"), branch("a", "x", "test")])).toBe("a\n├─ train x\n└─ test x\n");
});

test("every branch that leads away from the root is one line, whatever the graph", () => {
  const node = fc.constantFrom("a", "b", "c", "d", "e", "f");
  fc.assert(
    fc.property(fc.array(fc.tuple(node, node), { maxLength: 30 }), (pairs) => {
      const branches = pairs.map(([from, to]) => branch(from, to));
      const reached = new Set(["a"]);
      for (let size = 0; size < reached.size; ) {
        size = reached.size;
        for (const { from, to } of branches) if (reached.has(from)) reached.add(to);
      }
      const lines = draw("a", branches).trimEnd().split("\n");
      expect(lines.length).toBe(1 + branches.filter(({ from }) => reached.has(from)).length);
    }),
  );
});

test("a chain deeper than the call stack is drawn", () => {
  const branches = Array.from({ length: 3000 }, (_, index) => branch(`n${index}`, `n${index + 1}`));
  expect(draw("n0", branches).trimEnd().split("\n")).toHaveLength(3001);
});

test("control characters of a name do not reach the terminal", () => {
  expect(draw("a\u001b[31m", [branch("a\u001b[31m", "b\nc")])).toBe("a\ufffd[31m\n└─ from b c\n");
});
