import { describe, expect, it } from "vitest";
import { KIND_NAMES } from "../src/kinds.ts";
import { RELATIONS } from "../src/relation-table.ts";
import { CHANGE_RELATIONS, isRelation, mayJoin, RELATION_NAMES, relationOfCode } from "../src/relations.ts";

/** The pairs of the design, written out by hand. */
const PAIRS: Readonly<Record<string, string>> = {
  "derived-from": "DatasetVersion>DatasetVersion Feature>Feature ModelVersion>ModelVersion",
  "produced-by":
    "DatasetVersion>JobRun DatasetVersion>Run ModelVersion>JobRun ModelVersion>Run Fact>JobRun Fact>Run Check>JobRun Check>Run",
  used: "Deployment>DatasetVersion JobRun>DatasetVersion JobRun>ModelVersion JobRun>Paper Run>DatasetVersion Run>ModelVersion Run>Paper",
  "trained-on": "Run>DatasetVersion",
  "evaluated-on": "Run>DatasetVersion",
  "at-commit": "Run>Commit JobRun>Commit",
  deploys: "Deployment>ModelVersion",
  "gated-by": "Deployment>Check",
  "stated-in": "Fact>Paper",
  "version-of": "DatasetVersion>Dataset ModelVersion>Model",
  "run-of": "JobRun>Job Run>Experiment",
  "part-of": "Run>Run Run>JobRun JobRun>JobRun",
  "has-feature": "DatasetVersion>Feature",
  "uses-feature": "ModelVersion>Feature",
  cites: "Paper>Paper",
  about: "Fact>Concept",
  supersedes: "Fact>Fact",
  "member-of": "Artifact>Artifact",
};

describe("relations", () => {
  it.each(Object.entries(PAIRS))("%s joins exactly the kinds of the design", (relation, pairs) => {
    if (!isRelation(relation)) throw new Error(`${relation} is missing`);
    const allowed = KIND_NAMES.flatMap((from) =>
      KIND_NAMES.filter((to) => mayJoin(relation, from, to)).map((to) => `${from}>${to}`),
    );
    expect(allowed.sort()).toEqual(pairs.split(" ").sort());
  });

  it("carry change as the design says", () => {
    const carrying =
      "derived-from produced-by used trained-on evaluated-on at-commit deploys stated-in seeded-by";
    expect([...CHANGE_RELATIONS].sort()).toEqual(carrying.split(" ").sort());
  });

  it("have codes and inverses of their own", () => {
    expect(new Set(RELATION_NAMES.map((name) => RELATIONS[name].code)).size).toBe(RELATION_NAMES.length);
    expect(new Set(RELATION_NAMES.map((name) => RELATIONS[name].inverse)).size).toBe(RELATION_NAMES.length);
    for (const name of RELATION_NAMES) expect(relationOfCode(RELATIONS[name].code)).toBe(name);
    expect(() => relationOfCode(999)).toThrow(new RangeError("no relation has the code 999"));
    expect(isRelation("toString")).toBe(false);
  });
});
