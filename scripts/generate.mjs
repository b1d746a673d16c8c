import { readdirSync } from "node:fs";
import { main, ROOT, run, Stop } from "./lib/run.mjs";

/** Writes every generated file anew, from the built packages. */
async function generate() {
  const scripts = readdirSync(`${ROOT}/scripts`).filter((name) => /^generate-.*\.mjs$/.test(name));
  for (const script of scripts) {
    console.log(script);
    if ((await run(process.execPath, [`scripts/${script}`])) !== 0) throw new Stop(`${script} failed`);
  }
  return 0;
}

await main(generate);
