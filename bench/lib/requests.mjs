import { lateEvent, recordedEvent, runEvent } from "./lineage-events.mjs";

const start = Date.now().toString(36);
let count = 0;

const JSON_HEADERS = { "content-type": "application/json" };

/** The payload of the design, with a run id and an artifact of its own. */
export function runMessage() {
  count += 1;
  return {
    run_id: `run-${start}-${process.pid}-${count}`,
    commit: "a1b2c3d",
    dataset_versions: ["ds:users:v12", "ds:embeddings:v3"],
    metrics: { auc: 0.92, loss: 0.11 },
    artifacts: [`sha256:${`${process.pid}${count}`.padStart(64, "0")}`],
  };
}

export const POINTS_AN_ITEM = 500;
export const ITEMS_A_BATCH = 20;

/** A batch of metric history: 20 runs with 500 points each. */
export function pointsMessage() {
  count += 1;
  const items = Array.from({ length: ITEMS_A_BATCH }, (_, index) => ({
    run: {
      run_id: `points-${start}-${process.pid}-${index}`,
      points: Array.from({ length: POINTS_AN_ITEM }, (_, point) => {
        const step = count * POINTS_AN_ITEM + point;
        return { name: "loss", step, at: step, value: 1 / (step + 1) };
      }),
    },
  }));
  return items;
}

const lineageEvent = (body) => ({ method: "POST", path: "/api/v1/lineage", headers: JSON_HEADERS, body });

/** What each kind of load sends next. */
export const KINDS = {
  publish: () => ({
    method: "POST",
    path: "/metadata/run",
    headers: JSON_HEADERS,
    body: JSON.stringify(runMessage()),
  }),
  points: () => ({
    method: "POST",
    path: "/metadata/batch",
    headers: JSON_HEADERS,
    body: JSON.stringify(pointsMessage()),
  }),
  runEvents: () => lineageEvent(runEvent()),
  recordedEvents: () => lineageEvent(recordedEvent()),
  lateEvents: () => lineageEvent(lateEvent()),
  lineage: () => ({ method: "GET", path: "/lineage/ds:users:v12?direction=downstream&limit=1000" }),
};
