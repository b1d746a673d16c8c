import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Begat } from "@begat/client";
import { startServer } from "../../../test/support/server.ts";

/** A server on a folder of its own, and programs that record in it. */
export interface RecordingServer {
  readonly begat: Begat;
  /** A folder that is no git checkout. */
  readonly folder: string;
  /** Runs a program of Node and answers how it ended. */
  run(args: readonly string[]): Promise<Ended>;
  entries(): Promise<number>;
  close(): Promise<void>;
}

/** How a program ended: `code` is null when a signal ended it. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** `fill` puts into the server's data folder what it starts with. */
export async function openServer(
  fill = async (_data: string): Promise<void> => {},
): Promise<RecordingServer> {
  const folder = await mkdtemp(join(tmpdir(), "census-record-"));
  await fill(join(folder, "data"));
  const server = await startServer(join(folder, "data"));
  const begat = new Begat({ url: server.url });
  const env = {
    ...process.env,
    BEGAT_URL: server.url,
    BEGAT_SPOOL: join(folder, "spool"),
    // A program that is killed leaves its files behind.
    TMPDIR: folder,
  };
  return {
    begat,
    folder,
    async run(args) {
      const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text) => {
          output += text;
        });
      const [code] = (await once(child, "close")) as [number | null];
      return { code, output };
    },
    entries: async () => (await begat.health()).entries,
    async close() {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}
