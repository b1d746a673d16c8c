import { writeFile } from "node:fs/promises";
import { generateTypes } from "../packages/client/generate-types.mjs";

await writeFile(
  new URL("../packages/client/src/__generated__/api.ts", import.meta.url),
  await generateTypes(),
);
