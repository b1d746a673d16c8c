import { expect, it } from "vitest";
import { Events, type LiveEntry } from "../../src/watch/events.ts";

it("tells of all entries at one look, however many they are", async () => {
  const entries: readonly LiveEntry[] = Array.from({ length: 120 }, (_, index) => ({ seq: index + 1 }));
  const events = new Events({
    size: async () => entries.length,
    entries: async (_reader, after, limit) => entries.slice(after, after + limit),
  });
  const seen: number[] = [];
  events.subscribe({ principal: "agent:tester" }, 0, async ({ seq }) => void seen.push(seq));
  // It looks no further by itself.
  events.close();
  await expect.poll(() => seen).toEqual(entries.map(({ seq }) => seq));
});
