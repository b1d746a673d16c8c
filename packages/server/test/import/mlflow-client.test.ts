import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withCredentials } from "../../src/import/mlflow/credentials.ts";
import { RestClient } from "../../src/import/mlflow/rest-client.ts";
import { writeInto } from "./record.ts";

const FILE = "get-artifact";

let server: Server;
let home: string;
/** Every question about a file, with who asks. */
let asked: IncomingMessage[];
/** The answer to these; everything else is answered. */
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "begat-client-"));
  asked = [];
  server = createServer((request, response) => {
    if (!request.url?.includes(FILE)) return response.end("{}");
    asked.push(request);
    answer(response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
});

afterEach(async () => {
  server.close();
  await rm(home, { recursive: true });
});

async function read(env: Readonly<Record<string, string>> = {}): Promise<string> {
  const client = new RestClient(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    await withCredentials(env),
  );
  const chunks: Uint8Array[] = [];
  for await (const chunk of client.bytes(FILE, {})) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe("the client that reads an MLflow server", () => {
  it("asks no sooner than the server wants", async () => {
    let first = 0;
    answer = (response) => {
      first ||= performance.now();
      // Longer than it waits of its own accord, all its waits together.
      if (performance.now() - first > 4_500) response.end("bytes");
      else response.writeHead(429, { "retry-after": "5" }).end();
    };
    expect(await read()).toBe("bytes");
    expect(asked).toHaveLength(2);
  });

  it.each([
    ["3600", "for 3600 s"],
    [new Date("2126-01-01").toUTCString(), /for \d{10} s/],
  ])("gives up at once where it should come again after %s, and says so", async (after, message) => {
    answer = (response) => response.writeHead(503, { "retry-after": after }).end();
    await expect(read()).rejects.toThrow(message);
    expect(asked).toHaveLength(1);
  });

  it("asks twice for a file that the server cannot give", async () => {
    answer = (response) => response.writeHead(500).end();
    await expect(read()).rejects.toThrow(": 500 ");
    expect(asked).toHaveLength(2);
  });

  it.each([
    [{}, "ann:100%"],
    [{ MLFLOW_TRACKING_USERNAME: "eve", MLFLOW_TRACKING_PASSWORD: "mine" }, "eve:mine"],
    [{ MLFLOW_TRACKING_PASSWORD: "mine" }, "ann:mine"],
  ])("signs in with ~/.mlflow/credentials and %o as %s", async (env, pair) => {
    await writeInto(
      home,
      ".mlflow/credentials",
      "# mine\n[other]\nmlflow_tracking_username = bob\n[mlflow]\nMLFLOW_TRACKING_USERNAME = ann\nmlflow_tracking_password: 100%%\n",
    );
    answer = (response) => response.end("bytes");
    await read({ HOME: home, ...env });
    expect(asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from(pair).toString("base64")}`);
  });

  it("signs in with nothing where there is no such file", async () => {
    answer = (response) => response.end("bytes");
    await read({ HOME: home });
    expect(asked[0]?.headers.authorization).toBeUndefined();
  });
});
