import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { pythonWith } from "../engines.ts";
import { exclusions, expectPasses, SUITES, testsOf } from "./suite.ts";

const page = await readFile(new URL("../../docs/mlflow.md", import.meta.url), "utf8");

describe.each(SUITES)("MLflow's %s", (suite) => {
  it("is in the documentation, test by test", async () => {
    for (const name of await testsOf(suite)) {
      const reason = exclusions[suite]?.[name];
      expect(page).toContain(`| \`${name}\` | ${reason ?? "passes"} |`);
    }
  });

  it("has every test that is excluded", async () => {
    const names = await testsOf(suite);
    for (const name of Object.keys(exclusions[suite] ?? {})) expect(names).toContain(name);
  });
});

const python = pythonWith("mlflow-newest");
it.skipIf(python === undefined).each(["test_mlflow_artifacts", "test_model_registry"] as const)(
  "MLflow's %s passes, but for what is excluded",
  (suite) => expectPasses(suite, python as string),
);
