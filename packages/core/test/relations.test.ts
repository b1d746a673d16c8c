import { describe, expect, it } from "vitest";
import { KIND_NAMES, type Kind } from "../src/kinds.ts";
import { RELATIONS } from "../src/relation-table.ts";
import {
  BOUND_RELATIONS,
  CHANGE_RELATIONS,
  INPUT_RELATIONS,
  isRelation,
  mayJoin,
  READ_RELATIONS,
  RELATION_NAMES,
  relationOfCode,
} from "../src/relations.ts";

const RESPONSIBLE = "Run JobRun Deployment Check Dataset Model Paper";

/** What the design lets each relation join, written out by hand, in the order of the numbers that stores keep. */
const JOINS: Readonly<Record<string, string>> = {
  "derived-from": "DatasetVersion > DatasetVersion, Feature > Feature, ModelVersion > ModelVersion",
  "produced-by": "DatasetVersion ModelVersion Fact Check > JobRun Run",
  used: "JobRun Run > DatasetVersion ModelVersion Paper, Deployment > DatasetVersion",
  "trained-on": "Run > DatasetVersion",
  "evaluated-on": "Run > DatasetVersion",
  "at-commit": "Run JobRun > Commit",
  deploys: "Deployment > ModelVersion",
  "gated-by": "Deployment > Check",
  "triggered-by":
    "Run JobRun Deployment > Policy DatasetVersion ModelVersion Check Run JobRun Deployment Commit Fact",
  "stated-in": "Fact > Paper",
  "seeded-by": "Run DatasetVersion > Fact",
  "has-artifact": "Run JobRun Experiment DatasetVersion ModelVersion Check Deployment Paper > Artifact",
  "version-of": "DatasetVersion > Dataset, ModelVersion > Model",
  "run-of": "JobRun > Job, Run > Experiment",
  "part-of": "Run > Run JobRun, JobRun > JobRun",
  "has-feature": "DatasetVersion > Feature",
  "uses-feature": "ModelVersion > Feature",
  "performed-by": `${RESPONSIBLE} > Agent`,
  "owned-by": `${RESPONSIBLE} Job > Agent`,
  "approved-by": `${RESPONSIBLE} > Agent`,
  "authored-by": `${RESPONSIBLE} > Agent`,
  checks: "Check > DatasetVersion ModelVersion Run Deployment",
  cites: "Paper > Paper",
  about: "Fact > Concept",
  "same-as": "Concept > Dataset Model Feature Job, Dataset > Dataset",
  supersedes: "Fact > Fact",
  "member-of": "Artifact > Artifact",
};

const pairsOf = (joins: string) =>
  joins.split(", ").flatMap((join) => {
    const [from = "", to = ""] = join.split(" > ");
    return from.split(" ").flatMap((source) => to.split(" ").map((target) => `${source} > ${target}`));
  });

const joinSome = (from: readonly Kind[], to: readonly Kind[]) =>
  RELATION_NAMES.filter((name) => from.some((source) => to.some((target) => mayJoin(name, source, target))));

describe("relations", () => {
  it.each(Object.entries(JOINS))("%s joins exactly the kinds of the design", (relation, joins) => {
    if (!isRelation(relation)) throw new Error(`${relation} is missing`);
    const allowed = KIND_NAMES.flatMap((from) =>
      KIND_NAMES.filter((to) => mayJoin(relation, from, to)).map((to) => `${from} > ${to}`),
    );
    expect(allowed.sort()).toEqual(pairsOf(joins).sort());
  });

  it("keep the numbers under which stores have them", () => {
    expect(Object.keys(JOINS)).toHaveLength(RELATION_NAMES.length);
    expect(Object.keys(JOINS).map((_, index) => relationOfCode(index + 1))).toEqual(Object.keys(JOINS));
    expect(() => relationOfCode(999)).toThrow(new RangeError("no relation has the code 999"));
  });

  it("carry change as the design says", () => {
    const carrying =
      "derived-from produced-by used trained-on evaluated-on at-commit deploys stated-in seeded-by";
    expect([...CHANGE_RELATIONS].sort()).toEqual(carrying.split(" ").sort());
  });

  it("read from cause to effect by names of their own", () => {
    expect(new Set(RELATION_NAMES.map((name) => RELATIONS[name].inverse)).size).toBe(RELATION_NAMES.length);
    for (const name of RELATION_NAMES) {
      expect(RELATIONS[name].inverse).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(isRelation(RELATIONS[name].inverse)).toBe(name === "same-as");
    }
    expect(isRelation("toString")).toBe(false);
  });

  it("that a run has to what can change are its inputs, its commit apart", () => {
    const read = CHANGE_RELATIONS.filter((name) => joinSome(["Run"], KIND_NAMES).includes(name));
    expect([...READ_RELATIONS, "at-commit"].sort()).toEqual(read.sort());
    expect(INPUT_RELATIONS).toEqual([...READ_RELATIONS, "triggered-by"]);
  });

  it("from an execution or a check to data bind a version, unless they only tell what started it", () => {
    const toData = joinSome(["Run", "JobRun", "Check"], ["DatasetVersion"]);
    expect([...BOUND_RELATIONS, "triggered-by"].sort()).toEqual(toData.sort());
  });
});
