import autocannon from "autocannon";
import { MLFLOW_KINDS } from "./mlflow-requests.mjs";
import { KINDS } from "./requests.mjs";

const { url, kind, given, connections, seconds, rate, naming } = JSON.parse(process.argv[2]);
const next = { ...KINDS, ...MLFLOW_KINDS }[kind];
const acknowledged = [];
const note = (status, body) => status === 200 && acknowledged.push(JSON.parse(body).id);
const run = autocannon({
  url,
  connections,
  duration: seconds,
  ...(rate === undefined ? {} : { overallRate: rate }),
  requests: [
    {
      setupRequest: (request) => ({ ...request, ...next(given) }),
      ...(naming ? { onResponse: note } : {}),
    },
  ],
});
process.once("message", () => run.stop());
// A load ends with the table that it is for, whatever ends that.
process.once("disconnect", () => run.stop());
const result = await run;
process.send({
  perSecond: result.requests.average,
  p50: result.latency.p50,
  p99: result.latency.p99,
  answered: result["2xx"],
  refused: result.non2xx,
  failed: result.errors + result.non2xx,
  acknowledged,
});
process.disconnect();
