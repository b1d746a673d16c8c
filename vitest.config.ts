import { defineConfig } from "vitest/config";

const FOLDERS = ["packages/*/test", "examples/*/test", "test"];

/** `--mode long` runs what takes hours, and nothing else. */
export default defineConfig(({ mode }) => ({
  test: {
    include: FOLDERS.map((folder) => `${folder}/**/*.${mode === "long" ? "long.test" : "test"}.ts`),
    exclude: mode === "long" ? ["**/node_modules/**"] : ["**/node_modules/**", "**/*.long.test.ts"],
    globalSetup: ["test/support/run-folder.ts", "test/support/postgres-template.ts"],
    setupFiles: "test/support/property-seed.ts",
    // A slow machine is no fault: these end only what hangs.
    testTimeout: mode === "long" ? 24 * 3_600_000 : 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
    maxWorkers: 2,
    // What two files both import is loaded once a worker; nothing in a file may outlive it.
    isolate: false,
  },
}));
