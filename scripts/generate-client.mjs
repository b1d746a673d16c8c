import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { documentOf } from "../packages/server/dist/http/openapi.js";
import { ROUTES } from "../packages/server/dist/http/routes.js";

const FILE = fileURLToPath(new URL("../packages/client/src/__generated__/api.ts", import.meta.url));

/** The types of the client, made from the OpenAPI document of the built server. */
export async function generateClient() {
  const document = JSON.parse(JSON.stringify(documentOf(ROUTES, "0")));
  const types = astToString(await openapiTS(document, { immutable: true, alphabetize: true }));
  return `// Made from the OpenAPI document by scripts/generate-client.mjs; do not edit.\n\n${types}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(FILE, await generateClient());
