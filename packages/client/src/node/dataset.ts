import { basename } from "node:path";
import { formatId, invalid, versionId } from "@begat/core";
import type { DatasetVersionMessage, Receipt } from "../types.ts";
import type { Spooled } from "./delivery.ts";
import type { ExecutionDeps } from "./execution.ts";

/** A dataset version and its content on this machine. */
export interface DatasetOptions
  extends Omit<DatasetVersionMessage, "id" | "dataset" | "content_hash" | "native_version" | "artifacts"> {
  /** The name of the dataset, such as `census/raw`, with or without `ds:`. */
  readonly name: string;
  /** The name of the version, such as `2026-04`; the ledger numbers it when it is left out. */
  readonly version?: string;
  /** The file that is its content. */
  readonly file?: string;
  /** The folder that is its content. */
  readonly folder?: string;
}

/** The answer to a dataset version; `content_hash` is the artifact that holds its content. */
export type AddedDataset = (Receipt | Spooled) & { readonly content_hash: string };

/**
 * Hashes and stores a file or a folder and publishes it as a version of a dataset. Content equal to that of the latest
 * version is `unchanged`.
 */
export async function addDataset(options: DatasetOptions, deps: ExecutionDeps): Promise<AddedDataset> {
  const { name, version, file, folder, ...fields } = options;
  if ((file === undefined) === (folder === undefined)) {
    throw invalid("file", "give either file or folder, the content of the dataset");
  }
  const dataset = name.startsWith("ds:") ? name : formatId({ kind: "Dataset", name });
  const content_hash = await deps.keeper.put((file ?? folder) as string);
  const artifact = file === undefined ? content_hash : { id: content_hash, path: basename(file) };
  const identity = version === undefined ? { dataset } : { id: versionId(dataset, version) };
  const body = { ...identity, ...fields, content_hash, artifacts: [artifact] };
  return { ...(await deps.delivery.publish("dataset-version", body, {})), content_hash };
}
