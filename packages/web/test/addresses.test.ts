import { kindIn } from "@begat/core";
import { describe, expect, test } from "vitest";
import { hrefOf } from "../src/app/places.ts";
import { listIn, oneOf, parseSearch, stringifySearch, textIn, wholeIn } from "../src/app/search-params.ts";

describe("the address of a node", () => {
  test.each([
    ["run:r1", "#/runs/run:r1"],
    ["ds:lake/users", "#/datasets/ds:lake/users"],
    ["ds:lake/users:v1", "#/datasets/ds:lake/users:v1"],
    ["jobrun:1", "#/jobs/jobrun:1"],
    ["model:churn:v2", "#/models/model:churn:v2"],
    ["agent:ann@example.com", "#/nodes/agent:ann@example.com"],
    ["ds:my%20data/50%25", "#/datasets/ds:my%2520data/50%2525"],
    ["ds:users@latest", "#/nodes/ds:users@latest"],
    ["s3://lake/a?b#c", "#/nodes/s3://lake/a%3Fb%23c"],
  ])("of %s is %s", (id, href) => {
    expect(hrefOf(id)).toBe(href);
  });

  test("is of no kind where only the server can tell", () => {
    expect(kindIn("ds:users@latest")).toBeUndefined();
    expect(kindIn("javascript:alert(1)")).toBeUndefined();
    expect(kindIn("exp:churn")).toBe("Experiment");
  });
});

describe("the parameters of an address", () => {
  test("come back as they were written, without what is empty", () => {
    const written = stringifySearch({
      q: "a & b = 1",
      runs: ["run:a", "run:b"],
      depth: 3,
      none: undefined,
      no: "",
    });
    expect(written).toBe("?q=a+%26+b+%3D+1&runs=run%3Aa%2Crun%3Ab&depth=3");
    const search = parseSearch(written);
    expect(textIn(search, "q")).toBe("a & b = 1");
    expect(listIn(search, "runs")).toEqual(["run:a", "run:b"]);
    expect(wholeIn(search, "depth")).toBe(3);
    expect(stringifySearch({})).toBe("");
  });

  test("that are none of what a page expects are left out", () => {
    const search = parseSearch("?depth=-1&more=1e9&direction=sideways&runs=,,");
    expect(wholeIn(search, "depth")).toBeUndefined();
    expect(wholeIn(search, "more")).toBeUndefined();
    expect(oneOf(search, "direction", ["upstream", "downstream"])).toBeUndefined();
    expect(oneOf(parseSearch("?direction=upstream"), "direction", ["upstream"])).toBe("upstream");
    expect(listIn(search, "runs")).toBeUndefined();
    expect(textIn(search, "q")).toBeUndefined();
  });
});
