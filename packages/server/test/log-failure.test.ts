import { BegatError } from "@begat/core";
import { pino } from "pino";
import { expect, test } from "vitest";
import { logFailure } from "../src/log-failure.ts";

function logged(error: unknown): Record<string, unknown> {
  const lines: string[] = [];
  logFailure(pino({}, { write: (line) => lines.push(line) }), error, "the checkpoint could not be filed");
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? "");
}

test("a database that is away is no fault of the server", () => {
  const line = logged(new BegatError("unavailable", "the database cannot be reached: it is starting up"));
  expect(line).toMatchObject({
    level: 40,
    msg: "the checkpoint could not be filed: the database cannot be reached: it is starting up",
  });
  expect(line).not.toHaveProperty("err");
});

test("all else is one, and shows where it happened", () => {
  expect(logged(new TypeError("undefined is no function"))).toMatchObject({
    level: 50,
    msg: "the checkpoint could not be filed",
    err: { stack: expect.stringContaining("log-failure.test") },
  });
});
