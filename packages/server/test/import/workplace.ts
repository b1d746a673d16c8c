import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { startServer, type TestServer } from "../http/server.ts";
import { writeInto } from "./record.ts";

/** Where the tests of a file import: one server for all of them, and a folder of its own for each. */
export class Workplace {
  server!: TestServer;
  folder!: string;

  constructor() {
    beforeAll(async () => {
      this.server = await startServer();
    });
    afterAll(() => this.server.close());
    beforeEach(async () => {
      this.folder = await realpath(await mkdtemp(join(tmpdir(), "begat-hostile-")));
    });
    afterEach(() => rm(this.folder, { recursive: true, force: true }));
  }

  /** Writes a file into the folder, and answers where it is. */
  write(path: string, text: string | Uint8Array): Promise<string> {
    return writeInto(this.folder, path, text);
  }
}
