import { GROUP_SIZE, GROUPS, graphFolder, nodeId } from "./lib/graph.mjs";
import { load } from "./lib/load.mjs";
import { startServer } from "./lib/server.mjs";
import { ms, printTable, quantile, whole } from "./lib/table.mjs";

const SECONDS = 10;

/** Reads closures one after another until told to stop; answers how long each took. */
async function readClosures(url, reader, going) {
  const times = [];
  for (let request = reader; going(); request += 2) {
    const start = performance.now();
    const answer = await fetch(
      `${url}/lineage/${nodeId(request % GROUPS, GROUP_SIZE - 1)}?limit=20000&fields=id`,
    );
    await answer.arrayBuffer();
    times.push(performance.now() - start);
  }
  return times;
}

export async function mixed() {
  const server = await startServer({ data: await graphFolder() });
  let going = true;
  const readers = [0, 1].map((reader) => readClosures(server.url, reader, () => going));
  const result = await load({ url: server.url, kind: "publish", connections: 62, seconds: SECONDS });
  going = false;
  const times = (await Promise.all(readers)).flat();
  const memory = whole(server.peakMemory());
  await server.stop();
  const head = ["publishes/s", "wanted", "p99", "wanted", "failed", "closures/s", "closure p50", "memory"];
  const row = [
    whole(result.perSecond),
    "3,000",
    ms(result.p99),
    "40 ms",
    result.failed,
    (times.length / SECONDS).toFixed(1),
    ms(quantile(times, 0.5)),
    `${memory} MB`,
  ];
  printTable("62 connections publish while 2 read closures of 10,000 nodes", head, [row]);
}
