import { artifact } from "./artifact.mjs";
import { printMachine } from "./lib/table.mjs";
import { lineage } from "./lineage.mjs";
import { mixed } from "./mixed.mjs";
import { mlflow } from "./mlflow.mjs";
import { openlineage } from "./openlineage.mjs";
import { points } from "./points.mjs";
import { publish } from "./publish.mjs";
import { runs } from "./runs.mjs";
import { soak, soakKilled } from "./soak.mjs";
import { web } from "./web.mjs";

const TABLES = { publish, points, lineage, runs, mixed, artifact, openlineage, mlflow, web };
/** What takes hours, and runs when it is named alone. */
const LONG = { soak, "soak-killed": soakKilled };
const ALL = { ...TABLES, ...LONG };

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(ALL, name));
if (unknown !== undefined) {
  console.error(`bench: there is no table ${unknown}; there are ${Object.keys(ALL).join(", ")}`);
  process.exit(2);
}
await printMachine();
const names = wanted.length === 0 ? Object.keys(TABLES) : wanted;
for (const name of names) await ALL[name]();
