import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { send } from "../../../../test/support/hostile/send.ts";
import { faultOf, hostileTo, WIRES } from "../../../../test/support/hostile/wires.ts";
import { startServer, type TestServer } from "./server.ts";

let server: TestServer;
let hostile: Awaited<ReturnType<typeof hostileTo>>;
beforeAll(async () => {
  server = await startServer();
  hostile = await hostileTo(server.url);
});
afterAll(() => server.close());

describe("whatever is sent is answered 2xx, or 4xx with the reason", () => {
  it.each(WIRES)("%s", async (wire) => {
    await fc.assert(
      fc.asyncProperty(hostile[wire], async (request) => {
        expect(faultOf(request, await send(server.url, request))).toBeUndefined();
      }),
      { numRuns: 250 },
    );
    expect(server.log).toEqual([]);
  });
});
