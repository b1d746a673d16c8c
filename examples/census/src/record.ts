import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Begat } from "@begat/client";
import { championOf } from "./recording/champion.ts";
import { Progress } from "./recording/progress.ts";

const USAGE = `Usage: node examples/census/dist/record.js [--url URL]

Runs the census example and records every step of it in Begat.

  --url URL   where the server is; BEGAT_URL, else http://127.0.0.1:4680
  --help      this text`;

/** Runs the example against a server, with progress on standard output; answers the exit code. */
async function main(args: string[]): Promise<number> {
  const options = { url: { type: "string" }, help: { type: "boolean" } } as const;
  const { url, help } = parseArgs({ args, options }).values;
  if (help === true) {
    console.log(USAGE);
    return 0;
  }
  // The version of the code that is recorded is that of this folder, wherever the program is called from.
  process.chdir(fileURLToPath(new URL("..", import.meta.url)));
  const begat = new Begat(url === undefined ? {} : { url });
  const champion = await championOf(begat);
  if (champion !== undefined) {
    console.log(`The census example is recorded at ${begat.url}; its champion is ${champion}.`);
    return 0;
  }
  await record(begat);
  return 0;
}

async function record(begat: Begat): Promise<void> {
  // Loaded only now: what is recorded already is said without the libraries that train.
  const { recordExample } = await import("./recording/record-example.ts");
  const startedAt = Date.now();
  const progress = new Progress();
  console.log(`Recording the census example at ${begat.url}`);
  await recordExample(begat, (event) => {
    const line = progress.lineOf(event);
    if (line !== undefined) console.log(line);
  });
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`Recorded in ${seconds} s: ${await championOf(begat)} is in production.`);
}

/** Exit codes: 0 recorded, 1 not recorded, 2 a wrong command line. */
process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  const isUsage = code?.startsWith("ERR_PARSE_ARGS") === true;
  console.error(isUsage ? `${message}\n\n${USAGE}` : `census: ${message}`);
  return isUsage ? 2 : 1;
});
