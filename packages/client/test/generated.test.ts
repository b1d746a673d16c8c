import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { generateTypes } from "../generate-types.mjs";

test("the types of the API are those of the server's OpenAPI document", async () => {
  const committed = await readFile(new URL("../src/__generated__/api.ts", import.meta.url), "utf8");
  expect(committed, "run npm run generate").toBe(await generateTypes());
});
