import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { type ServerProcess, startServer } from "../../../../test/support/server.ts";
import { begat, type Ended, type RunOptions, STORY_LINES, temporaryFolder } from "./begat.ts";

/** A server that runs on a folder with the story, for the tests of a file. */
export interface ToldServer {
  readonly folder: string;
  readonly url: string;
  /** Runs a command, written as a line, on the folder of the server. */
  ask(line: string, options?: RunOptions): Promise<Ended>;
}

/** Starts one before the tests of a file, and stops it after them. */
export function toldServer(): ToldServer {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: ServerProcess;
  const ask = (line: string, options?: RunOptions): Promise<Ended> =>
    begat([...line.split(" "), "--data", join(folder.path, "record")], options);
  beforeAll(async () => {
    folder = await temporaryFolder();
    server = await startServer(join(folder.path, "record"));
    const { code, err } = await ask("publish -", { stdin: STORY_LINES });
    expect(err).not.toContain("refused");
    expect(code).toBe(0);
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });
  return {
    ask,
    get folder() {
      return folder.path;
    },
    get url() {
      return server.url;
    },
  };
}
