import { writeFile } from "node:fs/promises";
import { PAGES } from "./lib/docs.mjs";

for (const [path, page] of Object.entries(PAGES))
  await writeFile(new URL(`../${path}`, import.meta.url), page());
