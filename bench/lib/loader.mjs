import autocannon from "autocannon";
import { KINDS } from "./requests.mjs";

const { url, kind, connections, seconds } = JSON.parse(process.argv[2]);
const next = KINDS[kind];
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
});
process.send({
  perSecond: result.requests.average,
  p50: result.latency.p50,
  p99: result.latency.p99,
  failed: result.errors + result.non2xx,
});
process.disconnect();
