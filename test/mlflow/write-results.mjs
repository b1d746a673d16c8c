/** Writes the tables of test results in docs/mlflow.md anew: every test of the suites, and why it is excluded where it is. */
import { readFileSync, writeFileSync } from "node:fs";

const at = (relative) => new URL(relative, import.meta.url);
const MARK = "<!-- Written by `node test/mlflow/write-results.mjs`; a test compares it with the suites. -->";

const exclusions = JSON.parse(readFileSync(at("exclusions.json"), "utf8"));

const tables = ["test_rest_tracking", "test_model_registry", "test_mlflow_artifacts"].map((suite) => {
  const text = readFileSync(at(`../../fixtures/mlflow/${suite}.py`), "utf8");
  const names = [...text.matchAll(/^(?:async )?def (test_\w+)/gm)].map(([, name]) => name);
  const rows = names.map((name) => `| \`${name}\` | ${exclusions[suite]?.[name] ?? "passes"} |`);
  const passing = names.filter((name) => exclusions[suite]?.[name] === undefined).length;
  return `### \`${suite}.py\`: ${passing} of ${names.length}\n\n| test | result |\n|---|---|\n${rows.join("\n")}\n`;
});

const page = at("../../docs/mlflow.md");
const [before] = readFileSync(page, "utf8").split(MARK);
writeFileSync(page, `${before}${MARK}\n\n${tables.join("\n")}`);
