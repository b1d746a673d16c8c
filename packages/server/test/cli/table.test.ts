import fc from "fast-check";
import { expect, test } from "vitest";
import { cut, plain, widthOf } from "../../src/cli/render/plain.ts";
import { createStyle, PLAIN } from "../../src/cli/render/style.ts";
import { type Column, renderTable } from "../../src/cli/render/table.ts";

type Row = readonly [string, string, string];

const COLUMNS: readonly Column<Row>[] = [
  { heading: "ID", cell: ([id]) => id },
  { heading: "AUC", cell: ([, auc]) => auc, right: true },
  { heading: "NOTE", cell: ([, , note]) => note },
];

test("aligns texts to the left and numbers to the right, and leaves empty columns out", () => {
  const rows: readonly Row[] = [
    ["run:1", "0.9", ""],
    ["run:long", "0.875", ""],
  ];
  expect(renderTable(COLUMNS, rows, { style: PLAIN })).toBe(
    ["ID          AUC", "run:1       0.9", "run:long  0.875", ""].join("\n"),
  );
});

test("cuts the widest column until the lines fit", () => {
  const rows: readonly Row[] = [["run:1", "0.9", "a note that is much too long for the line"]];
  const table = renderTable(COLUMNS, rows, { style: PLAIN, width: 30 });
  expect(table).toBe(["ID     AUC  NOTE", "run:1  0.9  a note that is mu…", ""].join("\n"));
});

test("no line is wider than the terminal, however wide the characters", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "é", "数", "🙂", "\u001b", "\n"), maxLength: 40 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text, text), { minLength: 1 }), (rows) => {
      const lines = renderTable(COLUMNS, rows, { style: PLAIN, width: 40 }).split("\n");
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(40);
      expect(lines.join("")).not.toContain("\u001b");
    }),
  );
});

test("colours do not shift the columns", () => {
  const style = createStyle(true);
  const rows: readonly Row[] = [["run:1", "0.9", "x"]];
  const painted = COLUMNS.map((column) => ({ ...column, paint: style.id }));
  const bare = renderTable(painted, rows, { style }).replace(
    new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g"),
    "",
  );
  expect(bare).toBe(renderTable(COLUMNS, rows, { style: PLAIN }));
});

test("cut keeps a text to its width", () => {
  expect(cut("abcdef", 4)).toBe("abc…");
  expect(cut("数数数", 4)).toBe("数…");
  expect(plain("a\tb\u0007")).toBe("a b\ufffd");
});
