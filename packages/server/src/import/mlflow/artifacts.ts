import { BegatError } from "@begat/core";
import { type Finding, fault, type ImportCall, left } from "../importer.ts";
import type { MlflowFile, MlflowRun, MlflowStore } from "./store.ts";

interface Kept {
  readonly id: string;
  readonly path: string;
}

/** The artifacts of a run, stored, and what could not be. */
export async function artifactsOf(
  call: ImportCall,
  store: MlflowStore,
  run: MlflowRun,
): Promise<{ readonly items: readonly Kept[]; readonly findings: readonly Finding[] }> {
  const items: Kept[] = [];
  const findings: Finding[] = [];
  const known = new KnownFiles(call, run);
  try {
    for await (const file of store.files(run)) {
      try {
        items.push({ id: await keep(call, file, known), path: file.path });
      } catch (error) {
        findings.push(fault(`run ${run.id}, ${file.path}`, error));
      }
    }
  } catch (error) {
    const elsewhere = error instanceof BegatError && error.code === "not_found";
    findings.push(elsewhere ? left(`run ${run.id}`, error.message) : fault(`run ${run.id}`, error));
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
 * The files of a run that the record has already: what was carried before an import was cut off is not fetched again.
 * Files of MLflow are written once, so that the path and the size tell.
 */
class KnownFiles {
  readonly #call: ImportCall;
  readonly #run: string;
  #byPath: Promise<ReadonlyMap<string, string>> | undefined;

  constructor(call: ImportCall, { id }: MlflowRun) {
    this.#call = call;
    this.#run = `run:${id}`;
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
      const { edges } = await begat.lineage(this.#run, { depth: 1, relations: ["has-artifact"] });
      return new Map(edges.map(({ q, to }) => [q ?? "", to]));
    } catch (error) {
      if (error instanceof BegatError && error.code === "not_found") return new Map();
      throw error;
    }
  }
}
