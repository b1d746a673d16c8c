import { describe, expect, it } from "vitest";
import { canBeColumn, LONGEST_COLUMN } from "../src/columns.ts";

describe("a column", () => {
  it.each(["name", "metrics.auc", 'metrics."val auc"', "params.größe", "x".repeat(LONGEST_COLUMN)])(
    "can be %s",
    (column) => expect(canBeColumn(column)).toBe(true),
  );

  it.each(["metrics.a,b", " name", "name ", "\tname", "x".repeat(LONGEST_COLUMN + 1)])(
    "cannot be %j, which an address would not keep",
    (column) => expect(canBeColumn(column)).toBe(false),
  );
});
