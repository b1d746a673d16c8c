import autocannon from "autocannon";
import { MLFLOW_KINDS } from "./mlflow-requests.mjs";
import { KINDS } from "./requests.mjs";

const { url, kind, given, connections, seconds } = JSON.parse(process.argv[2]);
const next = { ...KINDS, ...MLFLOW_KINDS }[kind];
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  requests: [{ setupRequest: (request) => ({ ...request, ...next(given) }) }],
});
process.send({
  perSecond: result.requests.average,
  p50: result.latency.p50,
  p99: result.latency.p99,
  failed: result.errors + result.non2xx,
});
process.disconnect();
