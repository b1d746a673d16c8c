import { type Instant, invalid, type Props } from "@begat/core";
import Type, { type Static } from "typebox";
import { shapeOf } from "../native/shape.ts";
import { eventInstant } from "./event-instant.ts";

const MAX_NAME = 2000;
const MAX_DATASETS = 10_000;

const Name = Type.String({
  minLength: 1,
  maxLength: MAX_NAME,
  description: "a text of 1 to 2,000 characters",
});
const FacetMap = Type.Optional(
  Type.Unsafe<Props>({ type: "object", description: "an object of facets by name" }),
);

const JobShape = Type.Object({ namespace: Name, name: Name, facets: FacetMap });
const RunShape = Type.Object({ runId: Name, facets: FacetMap });
const DatasetShape = Type.Object({
  namespace: Name,
  name: Name,
  facets: FacetMap,
  inputFacets: FacetMap,
  outputFacets: FacetMap,
});
const Datasets = Type.Optional(
  Type.Array(DatasetShape, { maxItems: MAX_DATASETS, description: "datasets, each with namespace and name" }),
);

export type JobOf = Static<typeof JobShape>;
export type RunOf = Static<typeof RunShape>;
export type DatasetOf = Static<typeof DatasetShape>;

/** What every event of OpenLineage has, as far as it is read; more is survived. */
const EventShape = Type.Object({
  eventTime: Type.String({ maxLength: 100, description: "an ISO 8601 instant" }),
  eventType: Type.Optional(Type.String({ maxLength: 100, description: "a text" })),
  producer: Type.Optional(Type.String({ maxLength: MAX_NAME, description: "a URI" })),
  run: Type.Optional(RunShape),
  job: Type.Optional(JobShape),
  dataset: Type.Optional(DatasetShape),
  inputs: Datasets,
  outputs: Datasets,
});

const EVENT_TYPES = ["START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"] as const;
export type EventType = (typeof EVENT_TYPES)[number];

interface Said {
  readonly at: Instant;
  readonly producer?: string;
}

export interface RunEvent extends Said {
  readonly kind: "run";
  readonly type: EventType;
  readonly run: RunOf;
  readonly job: JobOf;
  readonly inputs: readonly DatasetOf[];
  readonly outputs: readonly DatasetOf[];
}

export interface JobEvent extends Said {
  readonly kind: "job";
  readonly job: JobOf;
  readonly inputs: readonly DatasetOf[];
  readonly outputs: readonly DatasetOf[];
}

export interface DatasetEvent extends Said {
  readonly kind: "dataset";
  readonly dataset: DatasetOf;
}

export type LineageEvent = RunEvent | JobEvent | DatasetEvent;

let check: ReturnType<typeof shapeOf<typeof EventShape>> | undefined;

/** Reads an event of OpenLineage 2-0-2 or older. Throws `invalid`, naming the field, for what is none. */
export function readEvent(message: unknown): LineageEvent {
  if (Array.isArray(message))
    throw invalid("event", "must be an object; a list of events goes to /api/v1/lineage/batch");
  check ??= shapeOf(EventShape);
  const shaped: (value: unknown) => asserts value is Static<typeof EventShape> = check;
  const value = withoutNulls(message);
  shaped(value);
  const said = {
    at: eventInstant(value.eventTime, "eventTime"),
    ...(value.producer !== undefined && { producer: value.producer }),
  };
  const { run, job, dataset, inputs = [], outputs = [] } = value;
  if (run !== undefined) {
    if (job === undefined) throw invalid("job", "is missing; a run event names its job");
    return { ...said, kind: "run", type: eventType(value.eventType), run, job, inputs, outputs };
  }
  if (job !== undefined) return { ...said, kind: "job", job, inputs, outputs };
  if (dataset !== undefined) return { ...said, kind: "dataset", dataset };
  throw invalid("run", "is missing; an event has run and job, or job, or dataset");
}

const PARTS = new Set(["run", "job", "dataset", "inputs", "outputs"]);

/** Clients write null for what they have not: the same as nothing, in the event and its parts. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, PARTS.has(name) ? withoutNulls(member) : member]),
  );
}

function eventType(text = "OTHER"): EventType {
  const type = EVENT_TYPES.find((known) => known === text.toUpperCase());
  if (type === undefined)
    throw invalid("eventType", `must be one of ${EVENT_TYPES.join(", ")}; "${text}" is none`);
  return type;
}
