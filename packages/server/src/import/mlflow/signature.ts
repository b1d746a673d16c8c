import { createReadStream } from "node:fs";
import type { NodeId } from "@begat/core";
import { MAX_MODEL_FILE, readModelFile, usesFeatures } from "../../intake/mlflow/logged-models/signature.ts";
import type { Finding } from "../importer.ts";
import { edgeMessages, type NamedDataset } from "./input-messages.ts";
import type { MlflowFile } from "./store.ts";

const MODEL_FILE = "MLmodel";

/** The columns that a model takes, of the data that it was trained on. */
export interface Signature extends NamedDataset {
  readonly columns: readonly string[];
}

/** The features of a node that is, or was made of, a model with that signature. */
export function* featureMessages(
  place: string,
  model: NodeId,
  signature: Signature | undefined,
): Generator<Finding> {
  if (signature === undefined) return;
  const { dataset, columns, names } = signature;
  yield* edgeMessages(place, usesFeatures(model, dataset, columns), names);
}

/** The files of a logged model as they pass by, and the signature that one of them has. */
export class SignatureReader {
  readonly #files: AsyncIterable<MlflowFile>;
  #modelFile: MlflowFile | undefined;

  constructor(files: AsyncIterable<MlflowFile>) {
    this.#files = files;
  }

  async *files(): AsyncGenerator<MlflowFile> {
    for await (const file of this.#files) {
      if (file.path === MODEL_FILE) this.#modelFile = file;
      yield file;
    }
  }

  /** The signature, once all files have passed; `datasets` are those that runs were trained on. */
  async read(datasets: ReadonlyMap<string, NamedDataset>): Promise<Signature | undefined> {
    if (this.#modelFile === undefined) return undefined;
    const { run_id = "", columns } = readModelFile(await textOf(this.#modelFile));
    const trained = datasets.get(run_id);
    return trained === undefined || columns.length === 0 ? undefined : { ...trained, columns };
  }
}

/** The text of a file; a larger one counts as one without a signature. */
async function textOf({ content }: MlflowFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const bytes: AsyncIterable<Uint8Array> =
    "file" in content ? createReadStream(content.file) : content.bytes();
  for await (const chunk of bytes) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_MODEL_FILE) return "";
  }
  return Buffer.concat(chunks).toString();
}
