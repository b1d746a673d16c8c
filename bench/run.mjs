import { artifact } from "./artifact.mjs";
import { printMachine } from "./lib/table.mjs";
import { lineage } from "./lineage.mjs";
import { mixed } from "./mixed.mjs";
import { mlflow } from "./mlflow.mjs";
import { openlineage } from "./openlineage.mjs";
import { points } from "./points.mjs";
import { publish } from "./publish.mjs";
import { runs } from "./runs.mjs";
import { web } from "./web.mjs";

const TABLES = { publish, points, lineage, runs, mixed, artifact, openlineage, mlflow, web };

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(TABLES, name));
if (unknown !== undefined) {
  console.error(`bench: there is no table ${unknown}; there are ${Object.keys(TABLES).join(", ")}`);
  process.exit(2);
}
printMachine();
for (const [name, table] of Object.entries(TABLES))
  if (wanted.length === 0 || wanted.includes(name)) await table();
