import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BatchMessage, Begat } from "@begat/client";
import { defaultConfig, type PipelineConfig } from "../config.ts";
import { type PipelineEvent, runPipeline } from "../pipeline.ts";
import { catalog } from "./catalog.ts";
import { Recorder } from "./recorder.ts";

/**
 * Runs the example and records it; `watch` is told of every event after it is recorded. A recording that was cut off is
 * completed by the next one: what it finished is left as it is.
 */
export async function recordExample(
  begat: Begat,
  watch: (event: PipelineEvent) => void,
  config: PipelineConfig = defaultConfig,
): Promise<void> {
  // What a cut-off recording left in the spool comes first, or it would be taken for missing.
  await begat.drain();
  await publishAll(begat, catalog());
  const folder = await mkdtemp(join(tmpdir(), "census-"));
  const recorder = new Recorder({ begat, folder, config });
  try {
    for await (const event of runPipeline(folder, config)) {
      await recorder.take(event);
      watch(event);
    }
  } catch (error) {
    // What went wrong says more than what its record met.
    await recorder.fail().catch(() => {});
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function publishAll(begat: Begat, messages: readonly BatchMessage[]): Promise<void> {
  for (const { error } of await begat.batch(messages)) {
    if (error !== undefined) throw new Error(`the description of the example was refused: ${error.message}`);
  }
}
