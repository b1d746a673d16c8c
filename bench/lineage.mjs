import { GROUP_SIZE, GROUPS, graphFolder, nodeId } from "./lib/graph.mjs";
import { startServer } from "./lib/server.mjs";
import { ms, printTable, quantile, whole } from "./lib/table.mjs";

const REQUESTS = 40;

async function measure(url, index, query) {
  const times = [];
  let nodes = 0;
  for (let request = 0; request < REQUESTS + 3; request++) {
    const id = nodeId(request % GROUPS, index);
    const start = performance.now();
    const answer = await fetch(`${url}/lineage/${id}?limit=20000${query}`);
    const body = await answer.text();
    if (request >= 3) times.push(performance.now() - start);
    nodes = JSON.parse(body).nodes.length;
  }
  return [whole(nodes), ms(quantile(times, 0.5)), ms(quantile(times, 0.99))];
}

export async function lineage() {
  const server = await startServer({ data: await graphFolder() });
  const rows = [
    ["10,000 nodes, ids", "40 ms", ...(await measure(server.url, GROUP_SIZE - 1, "&fields=id"))],
    ["10,000 nodes, in full", "150 ms", ...(await measure(server.url, GROUP_SIZE - 1, ""))],
    ["100 nodes, in full", "3 ms", ...(await measure(server.url, 99, ""))],
  ];
  const memory = whole(server.peakMemory());
  await server.stop();
  printTable(
    `Lineage in a graph of 1,000,000 nodes and 3,000,000 edges (memory ${memory} MB)`,
    ["question", "wanted (p50)", "nodes", "p50", "p99"],
    rows,
  );
}
