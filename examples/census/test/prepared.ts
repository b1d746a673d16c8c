import { gunzipSync, gzipSync } from "node:zlib";
import { clean, type DataFile, defaultConfig, features, ingest, sourceFile, split } from "../src/index.ts";

/** The first two steps, on a source file. */
export function refine(source: DataFile) {
  const ingested = ingest({ source }, defaultConfig.ingest);
  return { ingested, cleaned: clean(ingested.outputs, defaultConfig.clean) };
}

/** All steps before training, on the published data. */
export async function prepare() {
  const { ingested, cleaned } = refine(await sourceFile());
  const computed = features(cleaned.outputs, defaultConfig.features);
  return { ingested, cleaned, computed, parts: split(computed.outputs, defaultConfig.split) };
}

/** The source file with its text changed. */
export async function changedSource(change: (text: string) => string): Promise<DataFile> {
  const source = await sourceFile();
  return { ...source, bytes: gzipSync(change(gunzipSync(source.bytes).toString())) };
}

export function failedNames(result: {
  checks: readonly { name: string; passed: boolean }[];
}): readonly string[] {
  return result.checks.filter(({ passed }) => !passed).map(({ name }) => name);
}
