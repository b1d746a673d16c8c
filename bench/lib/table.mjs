import { cpus, loadavg } from "node:os";
import { standstills } from "./standstill.mjs";

/** Prints rows of equal length as a Markdown table. */
export function printTable(title, head, rows) {
  console.log(`\n### ${title}\n`);
  console.log(`| ${head.join(" | ")} |`);
  console.log(`|${head.map(() => "---").join("|")}|`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}

export async function printMachine() {
  const load = loadavg()[0].toFixed(2);
  console.log(
    `${cpus().length} cores (${cpus()[0].model.trim()}), Node ${process.versions.node}, load ${load}, ${await standstills()}`,
  );
}

export const whole = (number) => Math.round(number).toLocaleString("en");
export const ms = (number) => `${number.toFixed(number < 10 ? 1 : 0)} ms`;

/** The value below which a share of the values lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
