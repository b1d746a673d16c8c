import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc, { type Arbitrary } from "fast-check";
import { oddHeaders } from "./headers.ts";
import { type Request, requestOf } from "./send.ts";
import { gzipBomb, sentAs, spoilt, value } from "./values.ts";

const RECORDED = fileURLToPath(new URL("../../../fixtures/openlineage", import.meta.url));

/** Events that Airflow, Spark, dbt and Flink have sent. */
function recordedEvents(): readonly unknown[] {
  const files = readdirSync(RECORDED, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".json") || file.endsWith(".ndjson"))
    .flatMap((file) => eventsIn(readFileSync(join(RECORDED, file), "utf8")))
    .filter((event) => typeof event === "object" && event !== null && "eventTime" in event);
}

function eventsIn(text: string): readonly unknown[] {
  try {
    return [JSON.parse(text)].flat();
  } catch {
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line): unknown => JSON.parse(line));
  }
}

/** Requests of OpenLineage's clients, whose events have had something happen to them. */
export function openLineageRequest(): Arbitrary<Request> {
  const event = fc.oneof({ weight: 9, arbitrary: spoilt(fc.constantFrom(...recordedEvents())) }, value);
  const one = fc.oneof(
    { weight: 200, arbitrary: sentAs(event) },
    { weight: 1, arbitrary: fc.constant(gzipBomb) },
  );
  return fc
    .oneof(
      fc.tuple(fc.constant("/api/v1/lineage"), one, oddHeaders),
      fc.tuple(fc.constant("/api/v1/lineage/batch"), sentAs(fc.array(event, { maxLength: 4 })), oddHeaders),
    )
    .map(([path, sent, headers]) => requestOf("POST", path, sent, headers));
}
