import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const FOLDERS = ["packages/*/test", "examples/*/test", "test"];

/** What waits for other programs most of the time, and long: begun first, it takes its time beside everything else. */
const WAITING = ["test/mlflow/suites.test.ts", "test/python-client.test.ts"];

class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waits = ({ moduleId }: TestSpecification) => WAITING.some((name) => moduleId.endsWith(name));
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}

/** `--mode long` runs what takes hours, and nothing else. */
export default defineConfig(({ mode }) => ({
  test: {
    include: FOLDERS.map((folder) => `${folder}/**/*.${mode === "long" ? "long.test" : "test"}.ts`),
    exclude: mode === "long" ? ["**/node_modules/**"] : ["**/node_modules/**", "**/*.long.test.ts"],
    // A slow machine is no fault: these end only what hangs.
    testTimeout: mode === "long" ? 24 * 3_600_000 : 600_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
    sequence: { sequencer: WaitingFirst },
  },
}));
