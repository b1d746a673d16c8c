import { QueryObserver } from "@tanstack/react-query";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

const MINUTE_MS = 60_000;

describe("what could not be read", () => {
  let queryClient: typeof import("../src/api/query-client.ts").queryClient;
  let core: typeof import("@begat/core");
  const tab = { hidden: false };
  const health = vi.fn();
  const read = vi.fn();
  let leave = (): void => undefined;

  function show(name: string, queryFn: () => Promise<unknown>): void {
    leave = new QueryObserver(queryClient, { queryKey: [name], queryFn }).subscribe(() => undefined);
  }

  beforeAll(async () => {
    vi.resetModules();
    vi.stubGlobal("document", tab);
    vi.stubGlobal("location", { origin: "http://begat.test" });
    vi.stubGlobal("sessionStorage", { getItem: () => null });
    vi.stubGlobal("fetch", async () => {
      health();
      return Response.json({ status: "ok" });
    });
    ({ queryClient } = await import("../src/api/query-client.ts"));
    core = await import("@begat/core");
  });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    tab.hidden = false;
    health.mockReset();
    read.mockReset().mockImplementation(async () => {
      throw new core.BegatError("unavailable", "away");
    });
    show("thing", read);
  });
  afterEach(async () => {
    leave();
    await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
    queryClient.clear();
    vi.useRealTimers();
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test("is read by itself, and then nothing is asked any more", async () => {
    await vi.advanceTimersByTimeAsync(1000);
    read.mockResolvedValue("there");
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(read).toHaveBeenCalledTimes(2);
    expect(health).toHaveBeenCalledTimes(1);
  });

  test("is asked for ever more seldom where the server answers all the same", async () => {
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    // At once, and after 3, 9, 21 and 45 seconds.
    expect(read).toHaveBeenCalledTimes(5);
  });

  test("is asked for no more once it is not shown", async () => {
    leave();
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(health.mock.calls.length).toBeLessThan(2);
    expect(read).toHaveBeenCalledTimes(1);
  });

  test("waits in a tab that nobody sees", async () => {
    tab.hidden = true;
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(health).not.toHaveBeenCalled();
    tab.hidden = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(health).toHaveBeenCalled();
  });

  test("is not asked for again where the browser lacks what a check needs", async () => {
    leave();
    await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
    health.mockReset();
    vi.stubGlobal("crypto", {});
    const check = vi.fn(() => core.sha256());
    show("check", check);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(check).toHaveBeenCalledTimes(1);
    expect(health).not.toHaveBeenCalled();
  });
});
