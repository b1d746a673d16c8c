import { expect, test } from "vitest";
import { endpoint, idOf, instantText, list, postgresUrl, whole } from "../../src/cli/options.ts";

test.each([
  ["ds", "users", "ds:users"],
  ["ds", "users:v12", "ds:users:v12"],
  ["ds", "risk/users@latest", "ds:risk/users@latest"],
  ["ds", "ds:users:v12", "ds:users:v12"],
  ["ds", "model:churn:v3", "model:churn:v3"],
  ["ds", "s3://lake/users.parquet", "s3://lake/users.parquet"],
  ["job", "shop/nightly.report", "job:shop/nightly.report"],
  ["run", "r1", "run:r1"],
  ["run", "jobrun:clean-1", "jobrun:clean-1"],
] as const)("%s: %s is %s", (prefix, text, id) => {
  expect(idOf(prefix, text)).toBe(id);
});

test("whole numbers are read as such", () => {
  expect(whole(1)("12")).toBe(12);
  for (const text of ["0", "-1", "1.5", "1e3", "", "x"])
    expect(() => whole(1)(text)).toThrow("whole number from 1");
  expect(() => whole(1)("12345678901234567890")).toThrow("from 1 to 9007199254740991");
  expect(() => whole(0, 65_535)("65536")).toThrow("from 0 to 65535");
});

test("lists and days", () => {
  expect(list("a, b,,c")).toEqual(["a", "b", "c"]);
  expect(instantText("2026-04-28")).toBe("2026-04-28T00:00:00Z");
  expect(instantText("1200")).toBe("1200");
});

test("an endpoint is the whole address", () => {
  expect(endpoint("http://marquez:5000/api/v1/lineage")).toBe("http://marquez:5000/api/v1/lineage");
  for (const text of ["http://marquez:5000", "http://marquez:5000/", "marquez:5000/api/v1/lineage"])
    expect(() => endpoint(text)).toThrow("http://marquez:5000/api/v1/lineage");
});

test("a URL of PostgreSQL is one that can be read, a socket too", () => {
  for (const url of [
    "postgres://begat@db/begat",
    "postgresql://db",
    "postgres://begat@/begat?host=/run/postgresql",
  ])
    expect(postgresUrl(url)).toBe(url);
  for (const text of ["begat", "postgres://begat:a#b@db:5432/begat"])
    expect(() => postgresUrl(text)).toThrow("%23");
});
