import { parseFilter } from "@begat/core";
import { describe, expect, test } from "vitest";
import { fieldOf, nextOrder } from "../src/pages/runs/columns.ts";
import { complete, placeAt } from "../src/pages/runs/completion.ts";
import { csvLines } from "../src/pages/runs/csv.ts";
import { durationBetween } from "../src/pages/runs/duration.ts";
import { experimentIn, withCondition, withExperiment } from "../src/pages/runs/experiment-filter.ts";
import { literalOf, operatorsOf } from "../src/pages/runs/filter-words.ts";

describe("what may stand at the caret of a filter", () => {
  test.each([
    ["|", "field", ""],
    ["metr|", "field", "metr"],
    ['metrics."val a|', "field", 'metrics."val a'],
    ["metrics.auc |", "operator", ""],
    ["metrics.auc >|", "operator", ">"],
    ["metrics.auc > |", "value", ""],
    ["params.a = 'it''s|", "value", "'it''s"],
    ["params.a NOT |", "operator", ""],
    ["params.a IN |", "open", ""],
    ["params.a IN (|", "value", ""],
    ["params.a IN ('x'|", "value", "'x'"],
    ["params.a IN ('x' |", "close", ""],
    ["params.a IN ('x', |", "value", ""],
    ["params.a IN ('x') |", "joiner", ""],
    ["metrics.a BETWEEN 1 |", "and", ""],
    ["metrics.a BETWEEN 1 AND |", "value", ""],
    ["metrics.a BETWEEN 1 AND 2 |", "joiner", ""],
    ["params.a IS |", "null", ""],
    ["params.a IS NOT NULL |", "joiner", ""],
    ["params.a = 1 AND (NOT |", "field", ""],
    ["params.a = 1 A| params.b = 2", "joiner", "A"],
  ])("%s: %s", (text, expected, typed) => {
    const caret = text.indexOf("|");
    expect(placeAt(text.replace("|", ""), caret)).toMatchObject({ expected, typed });
  });

  test("what is chosen takes the place of what is typed", () => {
    const text = "metr > 1";
    expect(complete(text, 4, placeAt(text, 4), "metrics.auc")).toEqual({
      text: "metrics.auc > 1",
      caret: 12,
    });
    expect(complete("par", 3, placeAt("par", 3), "params.")).toEqual({ text: "params.", caret: 7 });
  });

  test("what is offered parses", () => {
    for (const field of ["metrics.a", "params.a", "dataset", "started_at", "id", "status"]) {
      for (const operator of operatorsOf(field)) {
        const value = field === "metrics.a" ? "1" : field === "started_at" ? "'2026-01-01'" : "'1'";
        const rest = {
          "IN (": `${value})`,
          BETWEEN: `${value} AND ${value}`,
          "IS NULL": "",
          "IS NOT NULL": "",
        };
        expect(() => parseFilter(`${field} ${operator} ${rest[operator as "IN ("] ?? value}`)).not.toThrow();
      }
    }
    expect(parseFilter(`params.a = ${literalOf("it's")}`)).toMatchObject({ value: "it's" });
    expect(parseFilter(`params.a = ${literalOf("1e-3")}`)).toMatchObject({ value: 0.001 });
  });
});

test("columns are written as fields, quoted where they must be", () => {
  expect(fieldOf("metrics.val/auc")).toBe("metrics.val/auc");
  expect(fieldOf('metrics.val "auc"')).toBe('metrics."val ""auc"""');
  expect(fieldOf("status")).toBe("status");
});

test("a head sorts down, up and no longer", () => {
  const once = nextOrder(undefined, "metrics.val auc", false);
  expect(once).toBe('metrics."val auc" DESC');
  const twice = nextOrder(once, "metrics.val auc", false);
  expect(twice).toBe('metrics."val auc" ASC');
  expect(nextOrder(twice, "status", true)).toBe('metrics."val auc" ASC, status ASC');
  expect(nextOrder(twice, "metrics.val auc", false)).toBeUndefined();
});

test("the experiment is a condition like others", () => {
  expect(experimentIn("experiment = 'churn' AND metrics.auc > 1")).toBe("exp:churn");
  expect(experimentIn("experiment = 'a' OR experiment = 'b'")).toBeNull();
  expect(experimentIn("not a filter")).toBeNull();
  expect(withExperiment("a = 1 OR b = 2", "exp:x'y")).toBe("experiment = 'exp:x''y' AND (a = 1 OR b = 2)");
  expect(withExperiment("experiment = 'exp:a' AND b = 2", null)).toBe("b = 2");
  expect(withExperiment("experiment = 'exp:a'", null)).toBeUndefined();
  expect(withCondition("a = 1 OR b = 2", "c IS NULL")).toBe("(a = 1 OR b = 2) AND c IS NULL");
});

test("no cell of a CSV is a formula, and numbers stay numbers", () => {
  expect(
    csvLines([
      ["=1+1", "@x", "-2", "-2+3", -0.5, null, { a: 1 }, 'a"b'],
      ["+1e-3", "\tx"],
    ]),
  ).toBe(`"'=1+1","'@x",-2,"'-2+3",-0.5,,"{""a"":1}","a""b"\r\n+1e-3,"'\tx"\r\n`);
  expect(csvLines([])).toBe("");
});

test("a duration is said in two units at the most", () => {
  const after = (seconds: number) =>
    durationBetween(new Date(0).toISOString(), new Date(seconds * 1000).toISOString());
  expect([0.25, 9.5, 61, 5_400, 90_000].map(after)).toEqual([
    "0.25 s",
    "9.5 s",
    "1 min 1 s",
    "1 h 30 min",
    "1 d 1 h",
  ]);
  expect(durationBetween("2026-01-01T00:00:00Z", null)).toBe("–");
});
