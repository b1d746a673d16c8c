import { createHistogram } from "node:perf_hooks";
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
// autocannon counts whole milliseconds, and leaves off what is over them. Of requests at a rate it also counts those that had to
// wait for a slow one before they could be sent.
const took = createHistogram();
run.on("response", (_client, status, _bytes, milliseconds) => {
  if (status >= 200 && status < 300) took.record(Math.max(1, Math.round(milliseconds * 1000)));
});
const latencyAt = (percentile) =>
  rate === undefined ? took.percentile(percentile) / 1000 : result.latency[`p${percentile}`];
// A load ends with the table that it is for, whatever ends that.
process.once("disconnect", () => run.stop());
const result = await run;
const told = {
  perSecond: result.requests.average,
  p50: latencyAt(50),
  p99: latencyAt(99),
  answered: result["2xx"],
  refused: result.non2xx,
  failed: result.errors + result.non2xx,
  acknowledged,
};
// Thousands of ids are not on their way yet when `send` returns.
process.send(told, () => process.disconnect());
