import { createHash } from "node:crypto";
import { canonicalize, type JsonValue, type NodeId, type Props } from "@begat/core";
import { type Facets, objectsOf, stated, textOf } from "./facets.ts";
import type { Statement } from "./statement.ts";

const ID_DIGITS = 32;

/** A check as a facet tells of it. */
interface Result {
  readonly kind: "quality" | "profile";
  readonly status: "passed" | "failed" | "warning";
  readonly details: Props;
}

/** The checks that the facets of a dataset tell of, in either place where clients put them. */
export function checksOf(...places: readonly Facets[]): readonly Result[] {
  return places.flatMap((facets) => [
    ...(facets.read("dataQualityAssertions", assertionsOf) ?? []),
    ...(facets.read("dataQualityMetrics", metricsOf) ?? []),
  ]);
}

function assertionsOf(facet: Props): readonly Result[] | undefined {
  if (!Array.isArray(facet.assertions)) return undefined;
  return objectsOf(facet.assertions).flatMap((said) => {
    const assertion = textOf(said.assertion);
    if (assertion === undefined || typeof said.success !== "boolean") return [];
    return [{ kind: "quality", status: statusOf(said.success, said.severity), details: said } as const];
  });
}

function statusOf(success: boolean, severity: JsonValue | undefined): Result["status"] {
  if (success) return "passed";
  return textOf(severity)?.toLowerCase().startsWith("warn") === true ? "warning" : "failed";
}

function metricsOf(facet: Props): readonly Result[] | undefined {
  const { rowCount, bytes, fileCount, lastUpdated, captureDate, columnMetrics } = facet;
  const details = stated({ rowCount, bytes, fileCount, lastUpdated, captureDate, columnMetrics });
  return details === undefined ? undefined : [{ kind: "profile", status: "passed", details }];
}

/**
 * Says what was checked. A check is what it found: the same one said twice is one, another result of the same test is
 * another. `checks` is the version that it looked at; left out, it is the one that was there.
 */
export function describeCheck(
  say: Statement,
  result: Result,
  dataset: NodeId,
  { run, checks }: { readonly run?: NodeId; readonly checks?: NodeId },
): void {
  const { kind, status } = result;
  const details = { dataset, ...result.details };
  const text = canonicalize({ run: run ?? say.at, kind, status, details });
  const id = `check:${createHash("sha256").update(text).digest("hex").slice(0, ID_DIGITS)}`;
  say.node(id, { kind, status, details }, { at: say.at });
  if (run !== undefined) say.edge(id, "produced-by", run);
  if (checks === undefined) say.read(id, dataset, "checks");
  else say.edge(id, "checks", checks);
}
