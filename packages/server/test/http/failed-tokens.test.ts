import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FailedTokens } from "../../src/http/failed-tokens.ts";

describe("bad tokens of an address", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const failed = (times: number) => {
    const tokens = new FailedTokens();
    for (let time = 0; time < times; time++) tokens.add("192.0.2.7");
    return tokens;
  };

  it("are twenty at most, and others' are others'", () => {
    expect(() => failed(19).check("192.0.2.7")).not.toThrow();
    const tokens = failed(20);
    expect(() => tokens.check("192.0.2.7")).toThrow("20 bad tokens");
    expect(() => tokens.check("192.0.2.8")).not.toThrow();
  });

  it("are forgotten a minute after the first of them", () => {
    const tokens = failed(10);
    vi.advanceTimersByTime(59_999);
    for (let time = 0; time < 10; time++) tokens.add("192.0.2.7");
    expect(() => tokens.check("192.0.2.7")).toThrow("wait a minute");
    vi.advanceTimersByTime(1);
    expect(() => tokens.check("192.0.2.7")).not.toThrow();
  });

  it("are remembered of the addresses that came last", () => {
    const tokens = failed(20);
    for (let address = 0; address < 9_999; address++) tokens.add(`2001:db8::${address.toString(16)}`);
    expect(() => tokens.check("192.0.2.7")).toThrow();
    tokens.add("192.0.2.8");
    expect(() => tokens.check("192.0.2.7")).not.toThrow();
  });
});
