import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { main, ROOT, run, Stop } from "./lib/run.mjs";

const DATA = ".begat";

/** Installs, builds, starts a server on `.begat`, records the census example once, and stays until it is stopped. */
async function start(args) {
  const port = readPort(args);
  await ensureInstalled();
  await ensureBuilt();
  const running = await runningServer();
  if (running !== undefined) {
    console.log(`Begat already runs on ${DATA} (process ${running.pid}).\n${invitation(running.url)}`);
    return 0;
  }
  const server = serve(port);
  const url = await server.url;
  if (url !== undefined && (await recordExample(url)))
    console.log(`${invitation(url)}\n\nCtrl-C stops the server.`);
  return server.exit;
}

function readPort(args) {
  try {
    return parseArgs({ args, options: { port: { type: "string", default: "4680" } } }).values.port;
  } catch (error) {
    throw new Stop(`${error.message}\nnpm start takes --port N alone; for more, see npx begat serve --help`);
  }
}

/** The server of this folder, when one answers. */
async function runningServer() {
  const file = join(ROOT, DATA, "server.json");
  if (!existsSync(file)) return undefined;
  const server = JSON.parse(readFileSync(file, "utf8"));
  const isUp = await fetch(`${server.url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
  return isUp ? server : undefined;
}

/** Starts the server; `url` is undefined when it ends before it listens. */
function serve(port) {
  const begat = join(ROOT, "packages/server/bin/begat.js");
  const child = spawn(process.execPath, [begat, "serve", "--json", "--data", DATA, "--port", port], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    // In a group of its own, so that Ctrl-C reaches it once, from here.
    detached: process.platform !== "win32",
  });
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (!stopping) child.kill("SIGTERM");
      stopping = true;
    });
  }
  const exit = new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
  return { exit, url: Promise.race([announcedUrl(child.stdout), exit.then(() => undefined)]) };
}

/** Waits for the JSON that the server prints once it listens. */
async function announcedUrl(stdout) {
  let text = "";
  for await (const chunk of stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (text.trimEnd().endsWith("}")) return JSON.parse(text).url;
  }
}

/** Records the census example unless it is there; answers whether it is there now. */
async function recordExample(url) {
  const { status } = await fetch(`${url}/nodes/model:census@champion`);
  if (status !== 404) return true;
  console.log("Recording the census example (once, under two minutes) …");
  if ((await run(process.execPath, ["examples/census/dist/record.js", "--url", url])) === 0) return true;
  console.error("The census example could not be recorded; the next start tries again. The server goes on.");
  return false;
}

function invitation(url) {
  return `
Begat is at ${url}

Ask it where a model came from:
  npx begat lineage model:census@champion
  npx begat impact ds:census/raw:v1
  npx begat reproduce model:census@champion`;
}

await main(() => start(process.argv.slice(2)));
