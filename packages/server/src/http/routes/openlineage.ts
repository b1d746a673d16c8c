import { isUtf8 } from "node:buffer";
import { Readable } from "node:stream";
import { BegatError, invalid, type JsonValue, type Warning } from "@begat/core";
import { readEvent } from "../../intake/openlineage/event.ts";
import { parseEventJson } from "../../intake/openlineage/event-json.ts";
import type { Translation } from "../../intake/openlineage/statement.ts";
import { translate } from "../../intake/openlineage/translate.ts";
import { type Outcome, type Refusal, refusalOf } from "../../store/port/append.ts";
import { MAX_JSON, readAll } from "../body.ts";
import { answerTo, isBrokenGzip } from "../errors.ts";
import { type Call, type Media, type Route, route } from "../route.ts";
import { ReceiptAnswer } from "../schemas/answers.ts";
import { LineageBatchAnswer } from "../schemas/openlineage-answers.ts";
import { receiptOf } from "../submit.ts";

const EVENT: Media = {
  type: "application/json",
  description: "an event of OpenLineage 2-0-2 or older: about a run, a job or a dataset; 8 MiB at the most",
  raw: true,
};
const EVENTS: Media = { ...EVENT, description: "a list of such events, 8 MiB and 10,000 at the most" };
const MAX_EVENTS = 10_000;
const GROUP_EVENTS = 256;

/** The routes that OpenLineage's clients send to. What contradicts the record is left out with a warning. */
export const OPENLINEAGE_ROUTES: readonly Route[] = [
  route({
    method: "POST",
    url: "/api/v1/lineage",
    scope: "write",
    group: "openlineage",
    summary: "Take an event of OpenLineage",
    body: [EVENT],
    answer: ReceiptAnswer,
    handler: takeEvent,
  }),
  route({
    method: "POST",
    url: "/api/v1/lineage/batch",
    scope: "write",
    group: "openlineage",
    summary: "Take many events of OpenLineage, each for itself",
    body: [EVENTS],
    answer: LineageBatchAnswer,
    handler: takeEvents,
  }),
];

async function takeEvent(call: Call): Promise<object> {
  const [outcome] = await take(call, [await bodyOf(call)]);
  return receiptOf(outcome as Outcome);
}

async function takeEvents(call: Call): Promise<object> {
  const events = await bodyOf(call);
  if (!Array.isArray(events))
    return refuse(
      call,
      invalid("body", "must be a list of events; one event goes to /api/v1/lineage"),
      events,
    );
  if (events.length > MAX_EVENTS) {
    const message = `body: a batch has at most ${MAX_EVENTS} events; send the rest in another`;
    return refuse(call, new BegatError("too_large", message), events);
  }
  const outcomes: Outcome[] = [];
  for (let from = 0; from < events.length; from += GROUP_EVENTS)
    outcomes.push(...(await take(call, events.slice(from, from + GROUP_EVENTS))));
  return summaryOf(outcomes);
}

/** Keeps what is refused as a whole, and throws why. */
async function refuse(call: Call, error: BegatError, body: JsonValue): Promise<never> {
  await keep(call, [{ error, payload: JSON.stringify(body) }]);
  throw error;
}

/** The JSON of a body. What is none is kept, as far as it was read. */
async function bodyOf(call: Call): Promise<JsonValue> {
  const chunks: Buffer[] = [];
  const body = call.body instanceof Readable ? call.body : Readable.from([]);
  try {
    return parsed(await readAll(body, MAX_JSON, chunks));
  } catch (error) {
    if (error instanceof BegatError || isBrokenGzip(error))
      await keep(call, [{ error: answerTo(error).body.error, payload: Buffer.concat(chunks).toString() }]);
    throw error;
  }
}

function parsed(bytes: Buffer): JsonValue {
  if (bytes.length === 0) throw invalid("body", "is empty; send an event of OpenLineage as JSON");
  if (!isUtf8(bytes))
    throw invalid("body", isGzip(bytes) ? "is gzip; say so with content-encoding: gzip" : "is not UTF-8");
  return parseEventJson(bytes.toString());
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Records events, an outcome each; keeps those that are refused. */
async function take(call: Call, events: readonly JsonValue[]): Promise<readonly Outcome[]> {
  const outcomes = await record(call, events);
  const refused = outcomes.flatMap((outcome, index) =>
    "error" in outcome && outcome.error.code !== "unavailable"
      ? [{ error: outcome.error, payload: JSON.stringify(events[index]) }]
      : [],
  );
  await keep(call, refused);
  return outcomes;
}

interface Refused {
  readonly error: { readonly code: string; readonly message: string };
  readonly payload: string;
}

async function keep({ deps, caller }: Call, refused: readonly Refused[]): Promise<void> {
  if (refused.length === 0) return;
  const source = "openlineage";
  await deps.rejected.keep(
    refused.map(({ error: { code, message }, payload }) => {
      return { source, actor: caller.principal, code, message, payload };
    }),
  );
}

async function record({ deps, caller }: Call, events: readonly JsonValue[]): Promise<readonly Outcome[]> {
  const read = events.map(translationOf);
  const changes = read.flatMap((item) => ("error" in item ? [] : [item.change]));
  const recorded = await deps.record.submit(changes, caller.principal, { strict: false, onConflict: "keep" });
  let next = 0;
  return read.map((item) =>
    "error" in item ? item : withWarnings(recorded[next++] as Outcome, item.warnings),
  );
}

function translationOf(event: JsonValue): Translation | Refusal {
  try {
    return translate(readEvent(event));
  } catch (error) {
    return refusalOf(error);
  }
}

function withWarnings(outcome: Outcome, warnings: readonly Warning[]): Outcome {
  if ("error" in outcome || warnings.length === 0) return outcome;
  return { ...outcome, warnings: [...outcome.warnings, ...warnings] };
}

/** The answer that OpenLineage specifies for a batch. */
function summaryOf(outcomes: readonly Outcome[]): object {
  const failed_events = outcomes.flatMap((outcome, index) =>
    "error" in outcome
      ? [{ index, reason: outcome.error.message, retriable: outcome.error.code === "unavailable" }]
      : [],
  );
  const retriable = failed_events.filter((event) => event.retriable).length;
  return {
    status: failed_events.length === 0 ? "success" : "partial_success",
    summary: {
      received: outcomes.length,
      successful: outcomes.length - failed_events.length,
      failed: failed_events.length,
      retriable,
      non_retriable: failed_events.length - retriable,
    },
    failed_events,
  };
}
