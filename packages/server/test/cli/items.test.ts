import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { type Item, readItems } from "../../src/cli/files/items.ts";

async function itemsOf(text: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of readItems("-", Readable.from([Buffer.from(text)]))) items.push(item);
  return items;
}

const valuesOf = async (text: string): Promise<readonly unknown[]> =>
  (await itemsOf(text)).map((item) => ("value" in item ? item.value : item.error.code));

test.each([
  ['{"a":1}', [{ a: 1 }]],
  ['{"a":1}\n\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
  ['\ufeff{"a":1}\r\n{"a":2}', [{ a: 1 }, { a: 2 }]],
  ['[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
  ['\n{\n  "a": 1\n}\n', [{ a: 1 }]],
  ['[\n  {"a":1},\n  {"a":2}\n]', [{ a: 1 }, { a: 2 }]],
  ["", []],
  ["[]", []],
  ["not json", ["invalid"]],
])("reads %j", async (text, values) => {
  expect(await valuesOf(text)).toEqual(values);
});

test("a bad line fails alone and is named", async () => {
  const items = await itemsOf('{"a":1}\n{"a":\n{"a":3}\n');
  expect(items.map(({ place }) => place)).toEqual(["line 1", "line 2", "line 3"]);
  expect(items.map((item) => "value" in item)).toEqual([true, false, true]);
});

test("whole numbers that JavaScript would round are refused, not changed", async () => {
  expect(await valuesOf('{"a":9007199254740993}\n')).toEqual(["invalid"]);
  expect(await valuesOf('{"a":1,"a":2}\n')).toEqual(["invalid"]);
});

test("a file that is not there is an error of the system", async () => {
  await expect(readItems("/nowhere/at/all.json", process.stdin).next()).rejects.toMatchObject({
    code: "ENOENT",
  });
});
