import { get } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { post, startServer, type TestServer } from "./server.ts";

const ENTRIES = 60;
/** 200 KB. */
const params = Object.fromEntries(["a", "b", "c", "d"].map((name) => [name, name.repeat(50_000)]));

describe("a reader that comes back after many large entries", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
    for (let index = 0; index < ENTRIES; index++) {
      const answer = await post(`${server.url}/metadata/run`, { run_id: `r${index}`, params });
      expect(answer).toMatchObject({ status: 200 });
    }
  });
  afterAll(() => server.close());

  /** The numbers of the entries that arrive, until all did or the server ends the stream. */
  function caughtUp(): Promise<readonly number[]> {
    return new Promise((resolve, reject) => {
      const seen: number[] = [];
      const sent = get(`${server.url}/events`, { headers: { "last-event-id": "0" } }, async (answer) => {
        try {
          let line = "";
          for await (const chunk of answer.setEncoding("utf8")) {
            const lines = `${line}${chunk}`.split("\n");
            line = lines.pop() ?? "";
            for (const whole of lines) if (whole.startsWith("id: ")) seen.push(Number(whole.slice(4)));
            if (seen.length === ENTRIES) break;
          }
        } catch {
          // Cut off: what came before it tells.
        }
        resolve(seen);
      });
      sent.on("error", reject);
    });
  }

  it("gets them all, in order", async () => {
    expect(await server.size()).toBe(ENTRIES);
    expect(await caughtUp()).toEqual(Array.from({ length: ENTRIES }, (_, index) => index + 1));
  });

  it("gets them also while another one reads nothing", async () => {
    const idle = get(`${server.url}/events`, { headers: { "last-event-id": "0" } });
    await new Promise((resolve) => idle.once("response", resolve));
    expect(await caughtUp()).toHaveLength(ENTRIES);
    idle.on("error", () => {}).destroy();
  });
});
