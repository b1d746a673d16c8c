import type { Assertion, NodeId } from "@begat/core";
import { featureIdOf } from "@begat/core/naming";
import { parse } from "yaml";
import { columnsOf } from "../tracking/inputs.ts";

/** What an MLmodel file says of a model: who made it, and the columns that it takes. */
export interface ModelFile {
  readonly run_id: string | undefined;
  readonly columns: readonly string[];
}

/** A larger MLmodel file counts as one without a signature. */
export const MAX_MODEL_FILE = 64 * 1024;

/** Reads an MLmodel file; one that is none says nothing. */
export function readModelFile(text: string): ModelFile {
  const said = parsed(text);
  const inputs = (said.signature as { readonly inputs?: unknown } | null | undefined)?.inputs;
  return {
    run_id: typeof said.run_id === "string" ? said.run_id : undefined,
    columns: typeof inputs === "string" ? columnsOf(inputs) : [],
  };
}

/** Without what takes the square of a file's length: a search for names that are there twice, a picture of each error. */
const QUICKLY = { maxAliasCount: 0, uniqueKeys: false, prettyErrors: false, logLevel: "error" } as const;

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = parse(text, QUICKLY);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/** A model uses the columns of the data that it was trained on. */
export function usesFeatures(
  model: NodeId,
  dataset: NodeId,
  columns: readonly string[],
): readonly Assertion[] {
  return columns.map((column) => ({
    assert: "edge",
    from: model,
    rel: "uses-feature",
    to: featureIdOf(dataset, column),
    q: column,
    evidence: "inferred",
  }));
}
