import { BegatError, type NodeId } from "@begat/core";
import { type Finding, fault, type ImportCall, left } from "../importer.ts";
import type { MlflowFile } from "./store.ts";

/** A stored file, at its path. */
export interface Kept {
  readonly id: string;
  readonly path: string;
}

/** The files of a run or a logged model, stored, and what could not be. */
export async function artifactsOf(
  call: ImportCall,
  place: string,
  holder: NodeId,
  files: AsyncIterable<MlflowFile>,
): Promise<{ readonly items: readonly Kept[]; readonly findings: readonly Finding[] }> {
  const items: Kept[] = [];
  const findings: Finding[] = [];
  const known = new KnownFiles(call, holder);
  try {
    for await (const file of files) {
      try {
        items.push({ id: await keep(call, file, known), path: file.path });
      } catch (error) {
        findings.push(fault(`${place}, ${file.path}`, error));
      }
    }
  } catch (error) {
    const elsewhere = error instanceof BegatError && error.code === "not_found";
    findings.push(elsewhere ? left(place, error.message) : fault(place, error));
  }
  return { items, findings };
}

async function keep(
  { keeper }: ImportCall,
  { path, size, content }: MlflowFile,
  known: KnownFiles,
): Promise<string> {
  if ("file" in content) return keeper.keepFile(content.file);
  return (await known.digestOf(path, size)) ?? keeper.keepBytes(content.bytes());
}

/**
 * The files of a holder that the record has already: what was carried before an import was cut off is not fetched again.
 * Files of MLflow are written once, so that the path and the size tell.
 */
class KnownFiles {
  readonly #call: ImportCall;
  readonly #holder: NodeId;
  #byPath: Promise<ReadonlyMap<string, string>> | undefined;

  constructor(call: ImportCall, holder: NodeId) {
    this.#call = call;
    this.#holder = holder;
  }

  async digestOf(path: string, size: number | undefined): Promise<string | undefined> {
    if (size === undefined) return undefined;
    this.#byPath ??= this.#read();
    const digest = (await this.#byPath).get(path);
    if (digest === undefined) return undefined;
    const stored = await (await this.#call.record()).artifacts.stat(digest);
    return stored?.size === size ? digest : undefined;
  }

  async #read(): Promise<ReadonlyMap<string, string>> {
    try {
      const begat = await this.#call.record();
      const { edges } = await begat.lineage(this.#holder, { depth: 1, relations: ["has-artifact"] });
      return new Map(edges.map(({ q, to }) => [q ?? "", to]));
    } catch (error) {
      if (error instanceof BegatError && error.code === "not_found") return new Map();
      throw error;
    }
  }
}
