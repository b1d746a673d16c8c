import { expect, it } from "vitest";
import { pythonWith } from "../engines.ts";
import { expectPasses, SUITES } from "./suite.ts";

const python = pythonWith("mlflow-newest");

it.each(SUITES)("MLflow's %s passes, but for what is excluded", async (suite) => {
  expect(python, "the Python environment mlflow-newest is missing").toBeDefined();
  await expectPasses(suite, python as string);
});
