import type { BatchItem, BatchMessage } from "@begat/client";
import { BegatError } from "@begat/core";
import { expect, it } from "vitest";
import { Carrier } from "../../src/cli/import/carrier.ts";
import { message } from "../../src/import/importer.ts";

it("what could not be sent is sent with what is found after it", async () => {
  const sent: BatchMessage[] = [];
  let isAway = true;
  const carrier = new Carrier(async (messages) => {
    if (isAway) throw new BegatError("unavailable", "cannot reach Begat");
    sent.push(...messages);
    const answer = { status: 200, receipt: { id: "run:r", seq: 1, status: "created", warnings: [] } };
    return messages.map(() => answer as BatchItem);
  });
  await carrier.take(message("run a", "run", { run_id: "a" }));
  await expect(carrier.end()).rejects.toThrow("cannot reach Begat");
  isAway = false;
  await carrier.take(message("run b", "run", { run_id: "b" }));
  await carrier.end();
  expect(sent).toEqual([{ run: { run_id: "a" } }, { run: { run_id: "b" } }]);
  expect(carrier.report).toMatchObject({ created: 2, faults: [] });
});
